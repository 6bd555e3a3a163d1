import type { TraceRow } from "@steptrace/core";
import { type Database, textArray } from "@steptrace/postgres-store";
import { type SQL, sql } from "drizzle-orm";

/** What names a row, and says in which partition it is; the time as the database wrote it. */
export type RowKey = Pick<TraceRow, "trace_id" | "started_at">;

/** A text that is the same for the same row. */
export function rowKey({ started_at, trace_id }: RowKey): string {
  return `${started_at} ${trace_id}`;
}

/**
 * The rows of these keys, in no order; where there is a condition, those that fulfil it. Planned once for all: planning for each
 * key's month would take longer than reading them.
 */
export function selectByKeys(
  { table }: Pick<Database, "table">,
  columns: SQL,
  keys: readonly RowKey[],
  condition: SQL = sql`true`,
): SQL {
  return sql`
    SELECT found.*
      FROM unnest(${textArray(keys.map((key) => key.trace_id))}::text::text[],
                  ${textArray(keys.map((key) => key.started_at))}::text::text[]) AS wanted (id, moment)
     CROSS JOIN LATERAL (
       SELECT ${columns} FROM ${table}
        WHERE trace_id = wanted.id AND ${table.startedAt} = wanted.moment::timestamp AND ${condition}) AS found`;
}
