import { type SQL, sql } from "drizzle-orm";
import type { TracesTable } from "../schema/execution-traces.js";

/** Timestamps as the codec reads them, whatever the session's DateStyle and time zone. */
const TIMESTAMP_FORMAT = sql.raw(`'YYYY-MM-DD"T"HH24:MI:SS.US"Z"'`);

/** A timestamp column as text, in UTC with microseconds and a Z. */
export function timestampText(column: SQL): SQL {
  return sql`to_char(${column}, ${TIMESTAMP_FORMAT})`;
}

/**
 * The duration as a number in every driver, also where an adopted table has it as BIGINT, which they read as text, or as
 * a BigInt.
 */
export const DURATION_COLUMN: SQL = sql`total_duration_ms::float8 AS total_duration_ms`;

const TRACE_COLUMNS = sql`
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

/** How a trace stands, without its steps. */
export function selectStatus(table: TracesTable, traceId: string, startedAt: string): SQL {
  return sql`
    SELECT status, ${DURATION_COLUMN} FROM ${table}
     WHERE trace_id = ${traceId} AND started_at = ${startedAt}::text::timestamp`;
}

/** The id of the newest trace of an execution. */
export function selectTraceId(table: TracesTable, executionId: string): SQL {
  return sql`
    SELECT trace_id FROM ${table} WHERE execution_id = ${executionId} ORDER BY ${table.startedAt} DESC LIMIT 1`;
}
