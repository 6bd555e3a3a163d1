import { describeValue } from "../text/describe-value.js";
import { SteptraceError } from "./steptrace-error.js";

/** A value that was to be read as an exported trace is none. */
export class TraceFormatError extends SteptraceError {
  override readonly name = "TraceFormatError";
  override readonly code = "TRACE_FORMAT";
  /** Where in the value, as in `trace.steps[3].name`; empty for the value itself. */
  readonly path: string;

  /**
   * @param path where in the value
   * @param expected what would have been accepted, in words
   * @param received what stands there; it is described, shortened, never shown whole
   */
  constructor(path: string, expected: string, received: unknown) {
    const place = path === "" ? "" : ` at ${path}`;
    super(`This is no exported trace: expected ${expected}${place}; received ${describeValue(received)}.`);
    this.path = path;
  }
}
