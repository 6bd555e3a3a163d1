import { SteptraceError } from "./steptrace-error.js";

/** An execution was to be joined of which no running trace is known. */
export class UnknownExecutionError extends SteptraceError {
  override readonly name = "UnknownExecutionError";
  override readonly code = "UNKNOWN_EXECUTION";
  readonly executionId: string;
  /** The trace that the context names; absent where it names none. */
  readonly traceId: string | undefined;

  constructor(executionId: string, traceId: string | undefined) {
    super(
      traceId === undefined
        ? `No trace of execution '${executionId}' is known: expected one that runs, in the context of this tracer. ` +
            "Check the execution id, and that both tracers have the same context (Redis, database number, key prefix)."
        : `Trace '${traceId}' of execution '${executionId}' is not in the journal: expected one that runs and is journaled. ` +
            "It has ended, or its tracer has no journal; check that both have the same (Redis, database number, key prefix).",
    );
    this.executionId = executionId;
    this.traceId = traceId;
  }
}
