import { type Database, TRACE_COLUMNS, timestampText } from "@steptrace/postgres-store";
import { type SQL, sql } from "drizzle-orm";
import { type RowKey, selectByKeys } from "../by-keys.js";
import { startedBefore, startedWithin, type TimeBounds } from "../time-range.js";

/** Which runs of a skill are looked at. */
export interface RunFilter {
  readonly skillName: string;
  readonly bounds: TimeBounds;
  /** The run after which they come, newest first; without one, from the newest on. */
  readonly after?: RowKey | undefined;
}

/** What is looked at of a run before its steps are read. */
export interface RunKey extends RowKey {
  readonly status: string | null;
  /** What the steps take in the table, compressed. */
  readonly steps_bytes: number | null;
}

/** The runs of a skill, newest first, from the index (skill_name, started_at DESC, trace_id DESC) of the months in range. */
export function selectRunKeys(
  { table }: Pick<Database, "table">,
  { skillName, bounds, after }: RunFilter,
  limit: number,
): SQL {
  const place = after === undefined ? sql`` : sql`AND ${startedBefore(after)}`;
  return sql`
    SELECT trace_id, ${timestampText(sql`started_at`)} AS started_at, status, pg_column_size(steps) AS steps_bytes
      FROM ${table}
     WHERE skill_name = ${skillName} AND ${startedWithin(bounds)} ${place}
     ORDER BY ${table.startedAt} DESC, ${table.traceId} DESC
     LIMIT ${limit}`;
}

/** The whole runs of these keys, from the months that they are in. */
export function selectRuns(source: Pick<Database, "table">, keys: readonly RowKey[]): SQL {
  return selectByKeys(source, TRACE_COLUMNS, keys);
}
