import type { Database } from "@steptrace/postgres-store";
import { type SQL, sql } from "drizzle-orm";
import type { RowKey } from "../by-keys.js";
import { startedBefore, startedWithin, type TimeBounds } from "../time-range.js";

/** Which failures that lack what they are found by are read, and what of them. */
export interface UnfilledSelection {
  /** With `trace_id`, and `started_at` as text. */
  readonly columns: SQL;
  readonly skillName: string | undefined;
  readonly bounds: TimeBounds;
  readonly pageSize: number;
}

/**
 * The failures that nothing finds but comparing them: those of other programs, and those that an application stored in a
 * transaction of its own, until maintenance fills in what they are found by. Reads the partial index of these, from the newest on,
 * a page after the row where the last page ended.
 *
 * The page's size is a subquery, for the planner not to know it: else a plan for this very size seems cheaper than one for any,
 * and to plan it each time takes longer than to find that there are none.
 */
export function selectUnfilled(
  database: Database,
  { columns, skillName, bounds, pageSize }: UnfilledSelection,
  after: RowKey | undefined,
): SQL {
  const skill = skillName === undefined ? sql`` : sql`AND skill_name = ${skillName}`;
  const place = after === undefined ? sql`` : sql`AND ${startedBefore(after)}`;
  return sql`
    SELECT ${columns} FROM ${database.table}
     WHERE status IN ('failed', 'timeout') AND error_message IS NOT NULL AND failure_signature IS NULL
       AND ${startedWithin(bounds)} ${skill} ${place}
     ORDER BY ${database.table.startedAt} DESC, ${database.table.traceId} DESC
     LIMIT (SELECT ${pageSize}::integer)`;
}
