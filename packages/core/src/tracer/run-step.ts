import type { RecordedStep } from "./recorded-step.js";
import type { StepHandle } from "./step-handle.js";

/**
 * Runs a function as a step: what it starts meanwhile becomes the step's children; what it throws fails the step
 * and goes on to the caller. A trace that was finalized meanwhile changes neither its result nor its error.
 */
export async function runStep<T>(step: RecordedStep, fn: (step: StepHandle) => T | Promise<T>): Promise<T> {
  try {
    const result = await step.trace.runtime.frames.run(step, fn, step);
    if (!step.trace.isFinal) step.end();
    return result;
  } catch (error) {
    if (!step.trace.isFinal) step.fail(error);
    throw error;
  }
}
