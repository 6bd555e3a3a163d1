import type { TraceStatus } from "../model/status.js";
import { SteptraceError } from "./steptrace-error.js";

/** A trace that is finalized was to be changed, or to be finalized with another status. */
export class TraceFinalizedError extends SteptraceError {
  override readonly name = "TraceFinalizedError";
  override readonly code = "TRACE_FINALIZED";
  readonly traceId: string;
  readonly status: TraceStatus;

  /** @param attempt what was tried, as in "a step cannot be started" */
  constructor(traceId: string, status: TraceStatus, attempt: string) {
    super(
      `Trace '${traceId}' is finalized with status '${status}': ${attempt}. ` +
        "Start a new trace for further work; finalizing again needs the same status.",
    );
    this.traceId = traceId;
    this.status = status;
  }
}
