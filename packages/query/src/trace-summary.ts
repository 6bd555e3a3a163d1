import type { TraceStatus } from "@steptrace/core";
import { timestampText } from "@steptrace/postgres-store";
import { type SQL, sql } from "drizzle-orm";

/** A trace in a list: everything but its steps and metadata. */
export interface TraceSummary {
  readonly traceId: string;
  readonly skillName: string;
  /** Absent where none was given. */
  readonly executionId?: string;
  readonly startedAt: Date;
  /** Absent where the trace is not finalized. */
  readonly completedAt?: Date;
  /** Milliseconds; absent where the trace is not finalized. */
  readonly totalDurationMs?: number;
  readonly status: TraceStatus;
  /** Why the trace failed; absent on success and where nobody said. */
  readonly errorMessage?: string;
}

/** A summary as a row. */
export interface SummaryRow {
  readonly trace_id: string;
  readonly skill_name: string;
  readonly execution_id: string | null;
  readonly started_at: string;
  readonly completed_at: string | null;
  readonly total_duration_ms: number | null;
  readonly status: string | null;
  readonly error_message: string | null;
}

/** What a list selects: never the steps, which may be megabytes. Durations of an adopted table may be BIGINT. */
export const SUMMARY_COLUMNS: SQL = sql`
  trace_id, skill_name, execution_id, ${timestampText(sql`started_at`)} AS started_at,
  ${timestampText(sql`completed_at`)} AS completed_at, total_duration_ms::float8 AS total_duration_ms, status, error_message`;

export function toSummary(row: SummaryRow): TraceSummary {
  return {
    traceId: row.trace_id,
    skillName: row.skill_name,
    ...(row.execution_id !== null && { executionId: row.execution_id }),
    startedAt: new Date(row.started_at),
    ...(row.completed_at !== null && { completedAt: new Date(row.completed_at) }),
    ...(row.total_duration_ms !== null && { totalDurationMs: row.total_duration_ms }),
    status: (row.status ?? "running") as TraceStatus,
    ...(row.error_message !== null && { errorMessage: row.error_message }),
  };
}
