import type { StepNode } from "../comparison/step-tree.js";
import type { StepPlace } from "./finding.js";
import { type StepPlaces, TOP } from "./step-places.js";

/** As many as a run has findings. Each run of a normal has them, and may have ten thousand. */
const MOST_UNKNOWN = 50;

/** What of a run's steps is judged. Steps are numbers of {@link StepPlaces}. */
export interface RunShape {
  /** The steps in the order in which they first began. */
  readonly order: readonly number[];
  /** By number, the place in that order, from 1 on; 0 or nothing where the run lacks the step. */
  readonly ranks: Uint32Array;
  /** As in `order`: the longest that a step of that place took, in microseconds. */
  readonly longestUs: Float64Array;
  /** The outermost steps that have no number, none twice; the first 50. */
  readonly unknown: readonly StepPlace[];
}

/** Reads the shape of a run whose steps are `roots`; `numberOf` gives a step in a parent its number. */
export function shapeOf(
  roots: readonly StepNode[],
  places: StepPlaces,
  numberOf: (parent: number, place: StepPlace) => number | undefined,
): RunShape {
  const longest = new Map<number, number>();
  const unknown = new Map<string, StepPlace>();
  const open: { readonly node: StepNode; readonly parent: number }[] = [];
  const begin = (nodes: readonly StepNode[], parent: number): void => {
    for (const node of nodes.toReversed()) open.push({ node, parent });
  };
  begin(roots, TOP);
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    const { node, parent } = next;
    const number = numberOf(parent, node.step);
    if (number === undefined) {
      const { name, path } = node.step;
      if (unknown.size < MOST_UNKNOWN) unknown.set(`${parent} ${name}`, { name, path });
      continue;
    }
    longest.set(number, Math.max(longest.get(number) ?? 0, node.step.durationUs));
    begin(node.children, number);
  }
  const order = [...longest.keys()];
  const ranks = new Uint32Array(places.size);
  order.forEach((number, index) => {
    ranks[number] = index + 1;
  });
  return { order, ranks, longestUs: Float64Array.from(longest.values()), unknown: [...unknown.values()] };
}
