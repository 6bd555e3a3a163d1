import type { Database } from "@steptrace/postgres-store";
import { type SQL, sql } from "drizzle-orm";
import { startedBefore, startedWithin, type TimeBounds } from "../time-range.js";
import { SUMMARY_COLUMNS, type SummaryRow } from "../trace-summary.js";

/** A failure as a row; whoever has no message is none. */
export interface FailureRow extends SummaryRow {
  readonly error_message: string;
}

/**
 * The failures that nothing finds but comparing them: those of other programs, and those that an application stored in a
 * transaction of its own, until maintenance fills in what they are found by. Reads the partial index of these, from the newest on,
 * a page after the row where the last page ended.
 */
export function selectUnfilled(
  database: Database,
  skillName: string | undefined,
  bounds: TimeBounds,
  after: FailureRow | undefined,
  pageSize: number,
): SQL {
  const skill = skillName === undefined ? sql`` : sql`AND skill_name = ${skillName}`;
  const place = after === undefined ? sql`` : sql`AND ${startedBefore(after)}`;
  return sql`
    SELECT ${SUMMARY_COLUMNS} FROM ${database.table}
     WHERE status IN ('failed', 'timeout') AND error_message IS NOT NULL AND failure_signature IS NULL
       AND ${startedWithin(bounds)} ${skill} ${place}
     ORDER BY ${database.table.startedAt} DESC, ${database.table.traceId} DESC
     LIMIT ${pageSize}`;
}
