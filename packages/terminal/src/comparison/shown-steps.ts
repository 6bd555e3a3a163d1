import type { AlignedStep } from "@steptrace/core";
import { changeOf, type StepChange } from "./step-change.js";

/** A line of a comparison, and how many steps that are alike are left out after it. */
export interface ShownStep {
  readonly step: AlignedStep;
  readonly change: StepChange;
  readonly alikeAfter: number;
}

/** The steps that differ, those beside them and those that they ran in; and the first, for what is left out before. */
export function shownSteps(steps: readonly AlignedStep[]): readonly ShownStep[] {
  const changes = steps.map(changeOf);
  const kept = placesToShow(steps, changes);
  const places = steps.map((_, index) => index).filter((index) => kept.has(index));
  return places.flatMap((place, index) => {
    const [step, change] = [steps[place], changes[place]];
    if (step === undefined || change === undefined) return [];
    return [{ step, change, alikeAfter: (places[index + 1] ?? steps.length) - place - 1 }];
  });
}

function placesToShow(steps: readonly AlignedStep[], changes: readonly StepChange[]): ReadonlySet<number> {
  const kept = new Set<number>([0]);
  const keptParents = new Set<number>();
  const parents: number[] = [];
  steps.forEach(({ depth }, index) => {
    parents.length = Math.min(parents.length, depth);
    if (changes[index] !== "same") {
      for (const place of [index - 1, index, index + 1]) kept.add(place);
      // From the inside out, up to those that another one had kept: a trace may nest ten thousand deep.
      for (let level = parents.length - 1; level >= 0; level--) {
        const parent = parents[level] ?? 0;
        if (keptParents.has(parent)) break;
        keptParents.add(parent);
        kept.add(parent);
      }
    }
    parents.push(index);
  });
  return kept;
}
