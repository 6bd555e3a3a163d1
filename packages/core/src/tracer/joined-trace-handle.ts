import type { LiveTrace } from "./live-trace.js";
import { TraceHandle } from "./trace-handle.js";

/**
 * A trace that runs in another process, as this one sees it. As with every handle, none of its calls throws, but for
 * `leave`, and `journaled` of its steps: they tell whether what was recorded here is in the trace. Its `signal` is aborted
 * when it is known that the trace has ended.
 *
 * @example
 * ```ts
 * await using trace = await tracer.joinTrace("exec-123", { parent: headers.traceparent });
 * await trace.step("resize-images", () => resizeImages());
 * ```
 */
export class JoinedTraceHandle extends TraceHandle implements AsyncDisposable {
  readonly #trace: LiveTrace;

  constructor(trace: LiveTrace, signal: AbortSignal) {
    super(trace, signal);
    this.#trace = trace;
  }

  /**
   * Waits until all that was recorded here is in the trace, and lets go of it: to be called when this process is done with
   * it. Steps that are open stay so, and may be ended later; the trace's end interrupts them.
   *
   * @throws {JournalError} where something is not in the journal; it is tried for two seconds
   * @throws {TraceFinalizedError} where the trace had ended before
   */
  async leave(): Promise<void> {
    await this.#trace.joinedJournal?.leave();
  }

  /** As `leave`; what that throws is counted alone, for it has been reported, and must not replace an error of the work. */
  async [Symbol.asyncDispose](): Promise<void> {
    await this.leave().catch(() => this.#trace.runtime.countFault());
  }
}
