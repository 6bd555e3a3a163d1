import { type SQL, sql } from "drizzle-orm";
import { DURATION_COLUMN, timestampText } from "../database/read-columns.js";
import { textArray } from "../database/text-array.js";
import type { TracesTable } from "../schema/execution-traces.js";

/** How traces stand, without their steps. */
export function selectStatuses(
  table: TracesTable,
  keys: readonly { readonly trace_id: string; readonly started_at: string }[],
): SQL {
  const ids = textArray(keys.map((key) => key.trace_id));
  const times = textArray(keys.map((key) => key.started_at));
  return sql`
    SELECT trace_id, ${timestampText(sql`started_at`)} AS started_at, status, ${DURATION_COLUMN} FROM ${table}
     WHERE trace_id = ANY(${ids}::text::text[]) AND started_at = ANY(${times}::text::timestamp[])`;
}
