import { type Month, monthOf, monthRange, type TimeRange } from "@steptrace/core";
import { type SQL, sql } from "drizzle-orm";
import type { Database } from "../database/database.js";
import { rowsOf } from "../database/rows-of.js";
import { withAdvisoryLock } from "../migrate/advisory-lock.js";
import type { RunStatement } from "../partitions/ensure-partitions.js";
import { type PartitionRow, rangeOf, selectPartitions } from "../partitions/partition-catalog.js";
import { asOwner } from "../retention/as-owner.js";
import type { StatisticsTables } from "./count-traces.js";
import { IS_HOURS_FROM } from "./keep-hours.js";
import { type KeptStatistics, keepStatistics, statisticsTables } from "./keep-statistics.js";
import { selectSummaries } from "./select-summaries.js";

/** What was rebuilt. */
export interface RebuiltStatistics extends KeptStatistics {
  /** Months whose statistics were made anew, as `2025-11`, oldest first. */
  readonly months: readonly string[];
  /** Months of which not all traces are kept: their statistics stay as they are. */
  readonly leftAlone: readonly string[];
}

/**
 * Makes the statistics anew from the traces that are counted in them, month by month, each in one statement: who reads sees
 * them as they were, or as they are. Writers wait for nothing: a trace that is stored meanwhile brings its own part along.
 *
 * @throws {StorageError}
 */
export async function rebuildStatistics(database: Database, now: Date): Promise<RebuiltStatistics> {
  const { schema } = database;
  return database.session("Rebuilding the statistics", async (session) => {
    const run: RunStatement = async (statement) => rowsOf(await session.execute(statement));
    const tables = statisticsTables(schema);
    return withAdvisoryLock(run, schema, () =>
      asOwner("Rebuilding the statistics", async () => {
        const { whole, partial } = await findMonths(run, schema, tables);
        for (const month of whole) await run(rebuildMonth(tables, monthRange(month)));
        const kept = await keepStatistics({ run, schema }, now);
        return { ...kept, months: whole.map(nameOf), leftAlone: partial.map(nameOf) };
      }),
    );
  });
}

interface MonthRow {
  readonly month: string;
}

/** The months that have traces or statistics; and of these, those of which failures alone are kept, or nothing. */
async function findMonths(
  run: RunStatement,
  schema: string | undefined,
  { table, statistics }: StatisticsTables,
): Promise<{ readonly whole: readonly Month[]; readonly partial: readonly Month[] }> {
  const partitions = await run<PartitionRow>(selectPartitions(schema));
  const rows = await run<MonthRow>(sql`
    WITH RECURSIVE of_traces AS (
      SELECT date_trunc('month', min(started_at)) AS month FROM ${table}
       UNION ALL
      SELECT (SELECT date_trunc('month', min(started_at)) FROM ${table} WHERE started_at >= month + interval '1 month')
        FROM of_traces WHERE month IS NOT NULL)
    SELECT to_char(month, 'YYYY-MM') AS month
      FROM (SELECT month FROM of_traces UNION SELECT date_trunc('month', period_start) FROM ${statistics} WHERE NOT ${IS_HOURS_FROM}) AS found
     WHERE month IS NOT NULL ORDER BY 1`);
  const months = rows.map(({ month }) => monthOf(new Date(`${month}-01T00:00:00Z`)));
  const isWhole = (month: Month): boolean => {
    const touched = partitions.filter((partition) => touches(partition, monthRange(month)));
    return touched.length > 0 && !touched.some((partition) => partition.is_failures_only);
  };
  return { whole: months.filter(isWhole), partial: months.filter((month) => !isWhole(month)) };
}

function touches(partition: PartitionRow, { from, to }: TimeRange): boolean {
  const range = rangeOf(partition);
  return range === undefined || (range.from < to && from < range.to);
}

/** Takes away what it sees, and adds what it sees counted: what came meanwhile it sees neither way. */
function rebuildMonth({ table, statistics }: StatisticsTables, { from, to }: TimeRange): SQL {
  const within = (column: string): SQL =>
    sql`${sql.raw(column)} >= ${from}::text::timestamp AND ${sql.raw(column)} < ${to}::text::timestamp`;
  const old = sql`${statistics} WHERE ${within("period_start")} AND NOT ${IS_HOURS_FROM}`;
  return sql`
    WITH gone AS (DELETE FROM ${old} RETURNING 1),
    counted AS NOT MATERIALIZED (
      SELECT skill_name, started_at, status, total_duration_ms, steps FROM ${table}
       WHERE counted AND status IN ('success', 'failed', 'timeout') AND ${within("started_at")})
    INSERT INTO ${statistics} (skill_name, period, period_start, traces, steps)
    SELECT skill_name, 'hour', period_start,
           CASE WHEN (SELECT count(*) FROM gone) = (SELECT count(*) FROM ${old})
                THEN traces END,
           steps
      FROM (${selectSummaries(sql`counted`, { period: "hour", withSteps: true })}) AS summaries`;
}

function nameOf({ year, month }: Month): string {
  return monthRange({ year, month }).from.slice(0, "2025-11".length);
}
