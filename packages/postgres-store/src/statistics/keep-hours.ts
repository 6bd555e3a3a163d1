import { periodStart } from "@steptrace/core";
import { type SQL, sql } from "drizzle-orm";
import { timestampText } from "../database/read-columns.js";
import type { RunStatement } from "../partitions/ensure-partitions.js";
import type { StatisticsTable } from "../schema/trace-statistics.js";

const DAY_MS = 86_400_000;
/** How long the hours of a day are kept that is held as a whole: a month, and some days in which to ask about it. */
const KEPT_DAYS = 35;

/** Marks the row that says from when on hours are kept; it says nothing of traces. */
export const IS_HOURS_FROM: SQL = sql.raw("period = 'from'");

/** From which day on hours are kept, as `moment`; what is held of days before it is held by their days alone. */
export function selectHoursFrom(statistics: StatisticsTable): SQL {
  return sql`SELECT coalesce(max(period_start), '-infinity') AS moment FROM ${statistics} WHERE ${IS_HOURS_FROM}`;
}

/**
 * Removes the held hours of days that are long over, and says so in the same statement: who reads parts of such a day counts
 * its traces. It never goes back, whatever the clock says.
 *
 * @returns from when on hours are kept now, as text
 */
export async function dropOldHours(run: RunStatement, table: StatisticsTable, now: Date): Promise<string> {
  const since = new Date(periodStart("day", now.getTime() - KEPT_DAYS * DAY_MS)).toISOString();
  const [row] = await run<{ readonly moment: string | null }>(sql`
    SELECT CASE WHEN moment > '-infinity' THEN ${timestampText(sql`moment`)} END AS moment
      FROM (${selectHoursFrom(table)}) AS known`);
  const known = row?.moment ?? null;
  if (known !== null && Date.parse(known) >= Date.parse(since)) return known;
  await run(sql`
    WITH known AS (DELETE FROM ${table} WHERE ${IS_HOURS_FROM}),
    gone AS (
      DELETE FROM ${table} WHERE period = 'hour' AND is_held AND period_start < ${since}::text::timestamp)
    INSERT INTO ${table} (skill_name, period, period_start, traces, steps)
    VALUES ('', 'from', ${since}::text::timestamp, '[]', '[]')`);
  return since;
}
