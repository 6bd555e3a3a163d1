import { type SQL, sql } from "drizzle-orm";
import { timestampText } from "../database/read-columns.js";
import { startedSince } from "../fill/started-since.js";
import type { RunStatement } from "../partitions/ensure-partitions.js";
import { IS_UNCOUNTED, type TracesTable } from "../schema/execution-traces.js";
import type { StatisticsTable } from "../schema/trace-statistics.js";
import { selectSummaries } from "./select-summaries.js";

/** Rows that are locked together, for some milliseconds. */
const BATCH = sql.raw("500");
/** What may give way to its owner's row is not counted for good: its statistics are found out each time. */
const IS_COUNTABLE: SQL = sql.raw(
  `${IS_UNCOUNTED} AND NOT coalesce(metadata @> '{"interrupted": true}', false)`,
);

interface Page {
  readonly rows: number;
  /** When the oldest one started; null without any. */
  readonly oldest: string | null;
}

/** What statistics are counted from, and kept in. */
export interface StatisticsTables {
  readonly table: TracesTable;
  readonly statistics: StatisticsTable;
  /** Traces that started before are not counted: they go. @default none goes */
  readonly since?: string | undefined;
}

/**
 * Counts the traces that were not counted as they were stored: those of other writers, of an application's own transactions, of
 * small batches. A few rows at a time, each in one statement, and none that somebody else has locked: these are left to
 * the next run, and nobody waits for anybody.
 *
 * @returns how many were counted
 */
export async function countTraces(run: RunStatement, tables: StatisticsTables): Promise<number> {
  let counted = 0;
  let skill: string | undefined;
  for (;;) {
    skill = await nextSkill(run, tables, skill);
    if (skill === undefined) return counted;
    counted += await countSkill(run, tables, skill);
  }
}

/** From the newest on. */
async function countSkill(run: RunStatement, tables: StatisticsTables, skillName: string): Promise<number> {
  let counted = 0;
  let until: string | null = "infinity";
  while (until !== null) {
    const [page]: readonly Page[] = await run<Page>(countPage(tables, skillName, until));
    counted += page?.rows ?? 0;
    until = page?.oldest ?? null;
  }
  return counted;
}

/** How many traces `countTraces` would count. */
export async function countUncounted(run: RunStatement, { table, since }: StatisticsTables): Promise<number> {
  const [row] = await run<{ readonly rows: number }>(
    sql`SELECT count(*)::float8 AS rows FROM ${table} WHERE ${IS_COUNTABLE} ${startedSince(since)}`,
  );
  return row?.rows ?? 0;
}

async function nextSkill(
  run: RunStatement,
  { table, since }: StatisticsTables,
  after: string | undefined,
): Promise<string | undefined> {
  const further = after === undefined ? sql`` : sql`AND skill_name > ${after}`;
  const [row] = await run<{ readonly skill_name: string }>(sql`
    SELECT skill_name FROM ${table} WHERE ${sql.raw(IS_UNCOUNTED)} ${further} ${startedSince(since)}
     ORDER BY skill_name LIMIT 1`);
  return row?.skill_name;
}

function countPage({ table, statistics, since }: StatisticsTables, skillName: string, until: string): SQL {
  return sql`
    WITH page AS MATERIALIZED (
      SELECT trace_id, started_at FROM ${table}
       WHERE ${IS_COUNTABLE} AND skill_name = ${skillName} AND started_at <= ${until}::text::timestamp ${startedSince(since)}
       ORDER BY ${table.startedAt} DESC, ${table.traceId} DESC LIMIT ${BATCH}
         FOR NO KEY UPDATE SKIP LOCKED),
    counted AS (
      UPDATE ${table} AS stored SET counted = true FROM page
       WHERE stored.trace_id = page.trace_id AND stored.started_at = page.started_at AND stored.counted IS NULL
      RETURNING stored.skill_name, stored.started_at, stored.status, stored.total_duration_ms, stored.steps),
    added AS (
      INSERT INTO ${statistics} (skill_name, period, period_start, traces, steps)
      SELECT skill_name, 'hour', period_start, traces, steps
        FROM (${selectSummaries(sql`counted`, { period: "hour", withSteps: true })}) AS summaries)
    SELECT count(*)::integer AS rows, ${timestampText(sql`min(started_at)`)} AS oldest FROM counted`;
}
