import type { ComparedStep } from "../comparison/compared-step.js";
import type { DurationEvidence } from "../statistics/duration-norm.js";

/** A step of a skill: its name, and the names of the steps that it runs in. */
export type StepPlace = Pick<ComparedStep, "name" | "path">;

/** What the runs of the normal say of something that a run did, or did not. */
export interface CountEvidence {
  /** In how many of them it was so: a step was there, or two steps were in that order. */
  readonly seen: number;
  /** How many could have shown it: all, or those with both steps. */
  readonly samples: number;
  /** The samples without which nothing is judged: 20. */
  readonly minSamples: number;
}

/** What is out of a skill's own normal in a run, and by what evidence. */
export type Finding =
  /** The run took longer, or shorter, than usual: its `totalDurationMs`. */
  | { readonly kind: "slow" | "fast"; readonly evidence: DurationEvidence }
  /** A step took longer than usual: the longest of that place in the run. */
  | { readonly kind: "slow-step"; readonly step: StepPlace; readonly evidence: DurationEvidence }
  /** A step that is there in all runs, but for one in a hundred. */
  | { readonly kind: "missing-step"; readonly step: StepPlace; readonly evidence: CountEvidence }
  /** A step that is there in no other run. */
  | { readonly kind: "unknown-step"; readonly step: StepPlace; readonly evidence: CountEvidence }
  /** `step` began before `next`, as in no other run with both. */
  | {
      readonly kind: "unseen-order";
      readonly step: StepPlace;
      readonly next: StepPlace;
      readonly evidence: CountEvidence;
    };

/** What of the order and the presence of steps may be out of the normal. */
export type StructureKind = "missing-step" | "unknown-step" | "unseen-order";
