import type { StepStatus } from "./status.js";

/** The `durationUs` of a step that is still open. */
export const OPEN = -1;

/** All that is known of a step, open or ended. */
export interface StepState {
  readonly name: string;
  /** Unique in its trace, from 1; 0 for a step that its trace refused. */
  readonly id: number;
  readonly parentId: number | undefined;
  /** Microseconds since the trace's start; below 0 where a recorded duration reaches back before it. */
  readonly startUs: number;
  /** Microseconds; `OPEN` while the step is. */
  readonly durationUs: number;
  readonly status: StepStatus;
  readonly errorMessage: string | undefined;
  readonly attributes: Readonly<Record<string, unknown>> | undefined;
  /** Whether the trace ended before the step did. */
  readonly interrupted: boolean;
  /** Whether a limit cut something of it. */
  readonly truncated: boolean;
}
