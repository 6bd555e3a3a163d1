/**
 * The correlation of executions to traces: which trace stands for the execution that others know as `executionId`.
 * Entries expire. Implementations reject with `ContextError` when their store cannot be reached, and with
 * `InvalidArgumentError` for an id that is empty, over 255 characters or holds NUL.
 */
export interface TraceContext {
  /** Every how many milliseconds a running trace has to `renew` so as not to expire; absent where nothing expires. */
  readonly renewEveryMs?: number;
  /** Sets or replaces the trace of an execution, and starts its time to live anew. */
  setTraceId(executionId: string, traceId: string): Promise<void>;
  /** `undefined` where the execution is unknown or its entry has expired. */
  getTraceId(executionId: string): Promise<string | undefined>;
  /** Starts the time to live anew; `false` where there is no entry. */
  renew(executionId: string): Promise<boolean>;
  /** Forgets the execution; no entry is no error. */
  deleteTraceId(executionId: string): Promise<void>;
  /** Seconds that the entry has left; `undefined` where there is none. */
  getTtl(executionId: string): Promise<number | undefined>;
  /** The ids of all executions with an entry, in no order; those that come or go meanwhile may be among them. */
  getAllExecutions(): AsyncIterable<string>;
  /** Forgets all executions and resolves to how many there were. */
  clearAll(): Promise<number>;
}
