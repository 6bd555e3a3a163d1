import { type SQL, sql } from "drizzle-orm";

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

/** The names of a row's steps, as the JSON of an array; of what other writers left there, those that are texts. */
export function stepNamesText(steps: SQL): SQL {
  return sql`(SELECT coalesce(jsonb_agg(step -> 'name') FILTER (WHERE jsonb_typeof(step -> 'name') = 'string'), '[]')::text
                FROM jsonb_array_elements(CASE jsonb_typeof(${steps}) WHEN 'array' THEN ${steps} ELSE '[]' END) AS step)`;
}
