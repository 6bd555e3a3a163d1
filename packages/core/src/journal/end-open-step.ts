import { OPEN, type StepState } from "../model/step-state.js";

/** A step as it is when its trace ends: one that is open has failed, interrupted, after the time that it had. */
export function endOpenStep(step: StepState, nowUs: number): StepState {
  if (step.durationUs !== OPEN) return step;
  return { ...step, durationUs: Math.max(0, nowUs - step.startUs), status: "failed", interrupted: true };
}
