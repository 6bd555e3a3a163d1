import type { StepPlace } from "./finding.js";

/** Of more different steps than that, the first are known, and the others are not judged. */
const MOST_PLACES = 2000;
/** The number of what top-level steps run in. */
export const TOP: number = -1;

/** Numbers for the steps of a skill: the same for the same name in the same parent. */
export class StepPlaces {
  readonly #numbers = new Map<string, number>();
  readonly #places: { readonly place: StepPlace; readonly parent: number }[] = [];

  get size(): number {
    return this.#places.length;
  }

  /** The number of a step; `undefined` of one that is not known. */
  find(parent: number, name: string): number | undefined {
    return this.#numbers.get(keyOf(parent, name));
  }

  /** As {@link find}, but gives a new step a number; `undefined` where there are too many already. */
  learn(parent: number, place: StepPlace): number | undefined {
    const key = keyOf(parent, place.name);
    const known = this.#numbers.get(key);
    if (known !== undefined || this.size >= MOST_PLACES) return known;
    this.#numbers.set(key, this.size);
    this.#places.push({ place: { name: place.name, path: place.path }, parent });
    return this.size - 1;
  }

  placeOf(number: number): StepPlace {
    return this.#places[number]?.place ?? { name: "", path: [] };
  }

  parentOf(number: number): number {
    return this.#places[number]?.parent ?? TOP;
  }
}

function keyOf(parent: number, name: string): string {
  return `${parent} ${name}`;
}
