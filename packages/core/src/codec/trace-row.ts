import type { StepTimes } from "./step-times.js";

/**
 * A trace as it stands in the table: the columns of the specification and our own. Timestamps are UTC and carry a Z
 * (the column has no zone, and ignores it); `steps` and `metadata` are JSON text.
 */
export interface TraceRow {
  readonly trace_id: string;
  readonly started_at: string;
  readonly skill_name: string;
  readonly completed_at: string | null;
  readonly total_duration_ms: number | null;
  readonly status: string | null;
  readonly steps: string | null;
  readonly error_message: string | null;
  readonly metadata: string | null;
  readonly execution_id: string | null;
  /** The names that are in `steps`, where that was just made: they need not be read out of the JSON. */
  readonly step_names?: readonly string[];
}

/** A row that is to be stored. */
export interface CountableRow extends TraceRow {
  /** What statistics take of the steps; absent where the row is not to be counted as it is stored. */
  readonly stepTimes?: StepTimes;
}

/** A step as it stands in the `steps` column: the specification's keys, then ours. */
export interface StoredStep {
  readonly name: string;
  /** End of the step: UTC, and no zone said. */
  readonly timestamp: string;
  readonly duration_ms: number;
  readonly status: string;
  readonly error_message?: string;
  readonly id?: number;
  readonly parent_id?: number;
  readonly offset_us?: number;
  readonly duration_us?: number;
  readonly attributes?: object;
  readonly interrupted?: true;
  readonly truncated?: true;
}
