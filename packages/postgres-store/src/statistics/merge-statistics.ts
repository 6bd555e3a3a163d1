import { type Period, type PeriodSummary, periodStart, Summary } from "@steptrace/core";
import { type SQL, sql } from "drizzle-orm";
import { timestampText } from "../database/read-columns.js";
import { SqlState } from "../database/sql-state.js";
import { textArray } from "../database/text-array.js";
import { sqlStateOf } from "../database/to-storage-error.js";
import type { RunStatement } from "../partitions/ensure-partitions.js";
import type { StatisticsTable } from "../schema/trace-statistics.js";
import { insertSummaries } from "./insert-summaries.js";
import { dropOldHours } from "./keep-hours.js";

/** Periods of which many rows are made one together, and how many rows of each at most. */
const UNITED_PERIODS = sql.raw("50");
const UNITED_ROWS = sql.raw("500");
/** Days or months that are made together, of some ten rows each. */
const HELD_PERIODS = sql.raw("500");

interface StoredSummary {
  readonly skill_name: string;
  readonly period_start: string;
  readonly traces: string;
  readonly steps: string;
}

/**
 * Makes few rows of many: of those of a skill and a period one; and of the hours of a day that is over, a row for the day, of the
 * days of a month that is over, one for the month. Days stay, marked as held, for ranges that begin or end in their month, and
 * so do the hours of the last weeks. What each statement adds is what it takes away or marks, or it fails and does nothing.
 */
export async function mergeStatistics(run: RunStatement, table: StatisticsTable, now: Date): Promise<void> {
  const hoursFrom = await dropOldHours(run, table, now);
  const overAt = (period: Period): string => new Date(periodStart(period, now.getTime())).toISOString();
  const mark = (ids: SQL): SQL =>
    sql`UPDATE ${table} SET is_held = true WHERE id IN (${ids}) AND NOT is_held RETURNING 1`;
  const remove = (ids: SQL): SQL => sql`DELETE FROM ${table} WHERE id IN (${ids}) RETURNING 1`;
  await uniteRows(run, table, "hour");
  const ofOldDays = { period: "hour", longer: "day", from: "-infinity", to: hoursFrom } as const;
  await holdPeriods(run, table, ofOldDays, remove);
  await holdPeriods(run, table, { ...ofOldDays, from: hoursFrom, to: overAt("day") }, mark);
  await uniteRows(run, table, "day");
  const days = { period: "day", longer: "month", from: "-infinity", to: overAt("month") } as const;
  await holdPeriods(run, table, days, mark);
  await uniteRows(run, table, "month");
}

/** Has each skill and period in one row. */
async function uniteRows(run: RunStatement, table: StatisticsTable, period: Period): Promise<void> {
  const select = sql`
    SELECT unnest((array_agg(id))[1:${UNITED_ROWS}])::text AS id
      FROM (SELECT skill_name, period_start FROM ${table} WHERE period = ${period} AND NOT is_held
             GROUP BY 1, 2 HAVING count(*) > 1 LIMIT ${UNITED_PERIODS}) AS many
      JOIN ${table} USING (skill_name, period_start)
     WHERE period = ${period} AND NOT is_held
     GROUP BY skill_name, period_start`;
  const take = (ids: SQL): SQL => sql`DELETE FROM ${table} WHERE id IN (${ids}) RETURNING 1`;
  await mergeAll(run, table, { select, take, period });
}

/** Periods that are to be in a row of a longer one, too. */
interface Holding {
  readonly period: Period;
  readonly longer: Period;
  /** From when on, and before when. */
  readonly from: string;
  readonly to: string;
}

async function holdPeriods(
  run: RunStatement,
  table: StatisticsTable,
  { period, longer, from, to }: Holding,
  take: Merge["take"],
): Promise<void> {
  const start = sql.raw(`date_trunc('${longer}', period_start)`);
  const select = sql`
    SELECT unnest(ids)::text AS id
      FROM (SELECT array_agg(id) AS ids FROM ${table}
             WHERE period = ${period} AND NOT is_held
               AND period_start >= ${from}::text::timestamp AND period_start < ${to}::text::timestamp
             GROUP BY skill_name, ${start} LIMIT ${HELD_PERIODS}) AS held`;
  await mergeAll(run, table, { select, take, period: longer });
}

interface Merge {
  /** The rows that are to be merged next. */
  readonly select: SQL;
  /** Takes them, one row for each. */
  readonly take: (ids: SQL) => SQL;
  /** What they are merged into. */
  readonly period: Period;
}

async function mergeAll(run: RunStatement, table: StatisticsTable, merge: Merge): Promise<void> {
  for (;;) {
    const found = (await run<{ readonly id: string }>(merge.select)).map(({ id }) => id);
    if (found.length === 0) return;
    // Not ANY of the array: it would be read anew for each row that it is compared with.
    const ids = sql`SELECT unnest(${textArray(found)}::text::bigint[])`;
    const rows = await run<StoredSummary>(sql`
      SELECT skill_name, ${timestampText(sql`period_start`)} AS period_start, traces::text AS traces, steps::text AS steps
        FROM ${table} WHERE id IN (${ids}) ORDER BY skill_name, period_start`);
    const isWhole = sql`(SELECT count(*) FROM taken) = ${sql.raw(String(found.length))}`;
    const merged = mergeRows(rows, merge.period);
    try {
      await run(
        sql`WITH taken AS (${merge.take(ids)}) ${insertSummaries(table, merged, merge.period, isWhole)}`,
      );
    } catch (error) {
      // Somebody else took one of them: who does so merges the others as well.
      if (sqlStateOf(error) !== SqlState.notNullViolation) throw error;
      return;
    }
  }
}

function mergeRows(rows: readonly StoredSummary[], period: Period): readonly PeriodSummary[] {
  const merged = new Map<string, PeriodSummary>();
  for (const row of rows) {
    const start = new Date(periodStart(period, Date.parse(row.period_start))).toISOString();
    const key = start + row.skill_name;
    const one = merged.get(key) ?? { skillName: row.skill_name, periodStart: start, summary: new Summary() };
    one.summary.addEncoded(row);
    merged.set(key, one);
  }
  return [...merged.values()];
}
