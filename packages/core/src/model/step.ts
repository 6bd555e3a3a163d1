import type { StepStatus } from "./status.js";

/** One timed operation in a trace. */
export interface Step {
  readonly name: string;
  /** End of the step: UTC, with microseconds, as in `2025-11-16T12:00:00.123456Z`. */
  readonly timestamp: string;
  /** Whole milliseconds, rounded. */
  readonly durationMs: number;
  readonly status: StepStatus;
  /** Why the step failed; absent on success and where nobody said. */
  readonly errorMessage?: string;
  /** Unique in its trace; absent in rows of other systems. */
  readonly id?: number;
  /** The `id` of the step that this one ran in; absent at the top level. */
  readonly parentId?: number;
  /** Start of the step, in microseconds since the trace's `startedAt`. */
  readonly offsetUs?: number;
  /** Microseconds. */
  readonly durationUs?: number;
  readonly attributes?: Readonly<Record<string, unknown>>;
  /** `true` where the step was still open when its trace was finalized; else absent. */
  readonly interrupted?: boolean;
  /** `true` where the step runs still, in the view of a running trace; its duration is that so far. Else absent. */
  readonly running?: boolean;
  /** `true` where a limit cut the name, the message or the attributes; else absent. */
  readonly truncated?: boolean;
}
