import type { FinalStatus, TraceRow } from "@steptrace/core";
import { type Database, TRACE_COLUMNS } from "@steptrace/postgres-store";
import { type SQL, sql } from "drizzle-orm";
import { startedBefore, startedWithin, type TimeBounds } from "../time-range.js";

/** Which runs of a skill are read. */
export interface RunFilter {
  readonly skillName: string;
  readonly bounds: TimeBounds;
  readonly statuses: readonly FinalStatus[];
  /** The run after which they come, newest first; without one, from the newest on. */
  readonly after?: Pick<TraceRow, "started_at" | "trace_id"> | undefined;
}

/**
 * Whole runs of a skill, newest first, from the index (skill_name, started_at DESC, trace_id DESC) of the months in range.
 * The statuses are not in it: of a skill that always fails, no more rows are looked at than `examined`.
 */
export function selectRuns(
  { table }: Pick<Database, "table">,
  { skillName, bounds, statuses, after }: RunFilter,
  limit: number,
  examined: number,
): SQL {
  const place = after === undefined ? sql`` : sql`AND ${startedBefore(after)}`;
  const wanted = sql.join(
    statuses.map((status) => sql`${status}`),
    sql`, `,
  );
  return sql`
    SELECT ${TRACE_COLUMNS}
      FROM (SELECT * FROM ${table}
             WHERE skill_name = ${skillName} AND ${startedWithin(bounds)} ${place}
             ORDER BY ${table.startedAt} DESC, ${table.traceId} DESC
             LIMIT ${examined}) AS runs
     WHERE status IN (${wanted})
     ORDER BY runs.started_at DESC, runs.trace_id DESC
     LIMIT ${limit}`;
}
