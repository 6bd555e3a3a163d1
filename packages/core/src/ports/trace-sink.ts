import type { FinalStatus } from "../model/status.js";
import type { Trace } from "../model/trace.js";

export interface FinalizeOptions {
  /** Why the trace failed, where no step and no thrown error says so already; ignored on success. */
  readonly errorMessage?: string;
}

/** What a finalized trace comes to. */
export interface FinalizeResult {
  readonly traceId: string;
  readonly totalDurationMs: number;
  readonly status: FinalStatus;
}

/** Where finalized traces go to. */
export interface TraceSink {
  /**
   * Closes the trace and stores it; resolves when it is stored. The same trace with the same status again gives
   * the same result. Rejects with `TraceFinalizedError` on another status, with `StorageError` when it cannot store.
   */
  finalizeTrace(trace: Trace, finalStatus: FinalStatus, options?: FinalizeOptions): Promise<FinalizeResult>;
  /** `undefined` where no trace of that id is stored. */
  getTrace(traceId: string): Promise<Trace | undefined>;
  /** The newest stored trace of an execution; `undefined` where there is none. */
  findTraceId(executionId: string): Promise<string | undefined>;
}
