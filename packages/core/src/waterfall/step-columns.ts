import type { Step } from "../model/step.js";
import type { Trace } from "../model/trace.js";
import { timeSteps } from "./time-steps.js";

/** What `flags` of {@link StepColumns} say of a step, one bit each. */
export const StepFlag = {
  failed: 1,
  interrupted: 2,
  running: 4,
  truncated: 8,
  hasAttributes: 16,
  hasErrorMessage: 32,
} as const;

/** A column of numbers: an array as JSON gives it, or a typed one. */
export type Column = ArrayLike<number>;

/** The steps of a trace, column by column, in the trace's order: fifty thousand of them are six arrays, and no objects. */
export interface StepColumns {
  /** Where its name stands in `names`, which go with them. */
  readonly name: Column;
  /** 0 where a step has none. */
  readonly id: Column;
  /** 0 at the top level. */
  readonly parentId: Column;
  /** Microseconds since the trace's start, never below 0. */
  readonly startUs: Column;
  /** Microseconds; of a step that runs, those so far. */
  readonly durationUs: Column;
  /** Bits of {@link StepFlag}. */
  readonly flags: Column;
}

/** The steps of a trace as columns, and each of their names once. */
export interface NamedStepColumns {
  readonly names: readonly string[];
  readonly steps: StepColumns;
}

/**
 * The steps of a trace as columns. Times are those that {@link timeSteps} gives.
 *
 * @example
 * const { names, steps } = stepColumns(trace);
 * const rows = waterfallRows(steps);
 */
export function stepColumns(trace: Trace): NamedStepColumns {
  const places = new Map<string, number>();
  const timed = timeSteps(trace);
  const column = (of: (step: (typeof timed)[number]) => number): readonly number[] => timed.map(of);
  const steps = {
    name: column(({ step: { name } }) => {
      const place = places.get(name) ?? places.size;
      places.set(name, place);
      return place;
    }),
    id: column(({ step }) => step.id ?? 0),
    parentId: column(({ step }) => step.parentId ?? 0),
    startUs: column(({ startUs }) => startUs),
    durationUs: column(({ durationUs }) => durationUs),
    flags: column(({ step }) => flagsOf(step)),
  };
  return { names: [...places.keys()], steps };
}

/** A step's bits of {@link StepFlag}. */
export function flagsOf(step: Step): number {
  return (
    (step.status === "failed" ? StepFlag.failed : 0) |
    (step.interrupted === true ? StepFlag.interrupted : 0) |
    (step.running === true ? StepFlag.running : 0) |
    (step.truncated === true ? StepFlag.truncated : 0) |
    (step.attributes === undefined ? 0 : StepFlag.hasAttributes) |
    (step.errorMessage === undefined ? 0 : StepFlag.hasErrorMessage)
  );
}
