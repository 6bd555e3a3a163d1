import { type SQL, sql } from "drizzle-orm";
import { DURATION_COLUMN, timestampText } from "../database/read-columns.js";
import type { TracesTable } from "../schema/execution-traces.js";

/** A whole row, as the codec reads it. */
export const TRACE_COLUMNS: SQL = sql`
  trace_id, skill_name, ${timestampText(sql`started_at`)} AS started_at, ${timestampText(sql`completed_at`)} AS completed_at,
  ${DURATION_COLUMN}, status, steps::text AS steps, error_message, metadata::text AS metadata, execution_id`;

/**
 * The newest trace of that id.
 *
 * @param startedAt where it is known, a single partition is read; UTC, as the codec writes it
 */
export function selectTrace(table: TracesTable, traceId: string, startedAt: string | undefined): SQL {
  const moment = startedAt === undefined ? sql`` : sql`AND started_at = ${startedAt}::text::timestamp`;
  return sql`
    SELECT ${TRACE_COLUMNS} FROM ${table}
     WHERE trace_id = ${traceId} ${moment}
     ORDER BY ${table.startedAt} DESC LIMIT 1`;
}

/** The id of the newest trace of an execution. */
export function selectTraceId(table: TracesTable, executionId: string): SQL {
  return sql`
    SELECT trace_id FROM ${table} WHERE execution_id = ${executionId} ORDER BY ${table.startedAt} DESC LIMIT 1`;
}
