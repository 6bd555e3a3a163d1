import { SteptraceError } from "./steptrace-error.js";

/** A recorder was used where no trace is current, or where several run and none is the caller's own. */
export class NoCurrentTraceError extends SteptraceError {
  override readonly name = "NoCurrentTraceError";
  override readonly code = "NO_CURRENT_TRACE";

  /** @param running how many traces of the tracer are running */
  constructor(running: number, traceId?: string) {
    super(
      traceId === undefined
        ? `No current trace: expected one started in this asynchronous context, or exactly one running; ${running} are running. ` +
            "Call tracer.startTrace() first, wrap the work in tracer.trace(), or name the trace with new TraceRecorder(tracer, { traceId })."
        : `No running trace '${traceId}' in this tracer: it was never started here, was cleared, or is finalized. ` +
            "Give the id that startTrace() of the same tracer returned.",
    );
  }
}
