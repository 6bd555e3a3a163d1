import { type Frames, runInFrame } from "./frames.js";
import type { RecordedStep } from "./recorded-step.js";
import type { StepHandle } from "./step-handle.js";

/**
 * Runs a function as a step: what it starts meanwhile becomes the step's children; what it throws fails the step
 * and goes on to the caller. A trace that was finalized meanwhile changes neither its result nor its error.
 */
export function runStep<T>(
  frames: Frames,
  step: RecordedStep,
  fn: (step: StepHandle) => T | Promise<T>,
): Promise<T> {
  let result: Promise<T>;
  try {
    result = runInFrame(frames, step, fn, step as StepHandle);
  } catch (error) {
    return Promise.reject(settle(step, error));
  }
  // Not an async function: on a platform that follows every promise, each one less is half a microsecond.
  return result.then(
    (value) => {
      if (!step.trace.isFinal) step.trace.endStep(step, undefined);
      return value;
    },
    (error: unknown) => {
      throw settle(step, error);
    },
  );
}

function settle(step: RecordedStep, error: unknown): unknown {
  if (!step.trace.isFinal) step.fail(error);
  return error;
}
