import { describeValue } from "../text/describe-value.js";
import { SteptraceError } from "./steptrace-error.js";

/** A status was given that the call does not take. */
export class InvalidStatusError extends SteptraceError {
  override readonly name = "InvalidStatusError";
  override readonly code = "INVALID_STATUS";
  readonly allowed: readonly string[];

  constructor(received: unknown, allowed: readonly string[]) {
    super(`Invalid status: expected ${allowed.join(", ")}; received ${describeValue(received)}.`);
    this.allowed = allowed;
  }
}
