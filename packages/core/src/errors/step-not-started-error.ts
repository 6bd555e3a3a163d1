import { SteptraceError } from "./steptrace-error.js";

/** `endStep(name)` was called while no step of that name was open in the trace. */
export class StepNotStartedError extends SteptraceError {
  override readonly name = "StepNotStartedError";
  override readonly code = "STEP_NOT_STARTED";
  readonly stepName: string;

  /** @param hasEnded whether steps of that name were started, and have all ended */
  constructor(stepName: string, hasEnded = false) {
    super(`Step '${stepName}' was not started${hasEnded ? ", or has ended already" : ""}`);
    this.stepName = stepName;
  }
}
