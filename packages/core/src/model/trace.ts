import type { TraceStatus } from "./status.js";
import type { Step } from "./step.js";

/** The record of one execution of a skill. A value: it does not change when the execution goes on. */
export interface Trace {
  /** A UUIDv7, unless the tracer was given a `generateId` of its own; at most 255 characters. */
  readonly traceId: string;
  readonly skillName: string;
  /** What others know the execution by; absent where none was given. */
  readonly executionId?: string;
  readonly startedAt: Date;
  /** Absent while the trace is running. */
  readonly completedAt?: Date;
  readonly status: TraceStatus;
  /** The steps that have ended, ordered by start, then by id. */
  readonly steps: readonly Step[];
  readonly metadata: Readonly<Record<string, unknown>>;
  /** Why the trace failed; absent on success and where nobody said. */
  readonly errorMessage?: string;
  /** Rounded sum of the top-level steps' durations, in milliseconds; absent while the trace is running. */
  readonly totalDurationMs?: number;
}
