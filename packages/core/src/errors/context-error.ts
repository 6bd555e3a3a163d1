import { SteptraceError } from "./steptrace-error.js";

/** The store of execution contexts (Redis) could not be reached, or did not answer in time. */
export class ContextError extends SteptraceError {
  override readonly name = "ContextError";
  override readonly code = "CONTEXT_UNAVAILABLE";

  constructor(message: string, options?: ErrorOptions) {
    super(message, options);
  }
}
