import type { StepStatus } from "../model/status.js";
import type { Step } from "../model/step.js";

/** A step where traces are compared: what is compared of it, and where it stood. */
export interface ComparedStep {
  readonly name: string;
  /** The names of the steps that it ran in, outermost first; of a step deeper than 16, the 16 innermost. Empty at the top. */
  readonly path: readonly string[];
  readonly status: StepStatus;
  /** Microseconds; of a step that knows only milliseconds, so many thousands. */
  readonly durationUs: number;
  /** Why the step failed; absent on success and where nobody said. */
  readonly errorMessage?: string;
  /** `true` where the step was still open when its trace was finalized; else absent. */
  readonly interrupted?: boolean;
}

const MICROS_PER_MS = 1000;
const DEEPEST_PATH = 16;

/** How long a step took, in microseconds: a number that can be reckoned with, whatever another system wrote. */
export function durationOf({ durationUs, durationMs }: Step): number {
  return Math.min(durationUs ?? durationMs * MICROS_PER_MS, Number.MAX_SAFE_INTEGER);
}

export function toComparedStep(step: Step, parent: ComparedStep | undefined): ComparedStep {
  const { name, status, errorMessage, interrupted } = step;
  return {
    name,
    path: parent === undefined ? [] : [...parent.path, parent.name].slice(-DEEPEST_PATH),
    status,
    durationUs: durationOf(step),
    ...(errorMessage !== undefined && { errorMessage }),
    ...(interrupted === true && { interrupted }),
  };
}
