import { describeValue } from "../text/describe-value.js";
import { SteptraceError } from "./steptrace-error.js";

/** An argument has the wrong type or is out of its range. */
export class InvalidArgumentError extends SteptraceError {
  override readonly name = "InvalidArgumentError";
  override readonly code = "INVALID_ARGUMENT";
  /** The argument's name, as the documentation calls it. */
  readonly argument: string;

  /**
   * @param argument the argument's name
   * @param expected what would have been accepted, in words
   * @param received the value itself; it is described, shortened, never shown whole
   */
  constructor(argument: string, expected: string, received: unknown, options?: ErrorOptions) {
    super(`Invalid ${argument}: expected ${expected}; received ${describeValue(received)}.`, options);
    this.argument = argument;
  }
}
