import { SteptraceError } from "./steptrace-error.js";

/** `endStep(name)` was called while no step of that name was open in the trace. */
export class StepNotStartedError extends SteptraceError {
  override readonly name = "StepNotStartedError";
  override readonly code = "STEP_NOT_STARTED";
  readonly stepName: string;

  constructor(stepName: string) {
    super(`Step '${stepName}' was not started`);
    this.stepName = stepName;
  }
}
