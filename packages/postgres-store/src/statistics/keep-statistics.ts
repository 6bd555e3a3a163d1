import { sql } from "drizzle-orm";
import type { FilledPlace } from "../fill/filled-place.js";
import { attachedRanges, type PartitionRow, selectPartitions } from "../partitions/partition-catalog.js";
import { tracesTable } from "../schema/execution-traces.js";
import { statisticsTable } from "../schema/trace-statistics.js";
import { countTraces, countUncounted, type StatisticsTables } from "./count-traces.js";
import { IS_HOURS_FROM } from "./keep-hours.js";
import { mergeStatistics } from "./merge-statistics.js";

/** What was done for statistics; or, with `dryRun`, what would be. */
export interface KeptStatistics {
  /** Traces that statistics hold from now on: of other programs, of small batches, or older than the statistics. */
  readonly tracesCounted: number;
}

/** Has statistics answered quickly: without it they are right as well, and the more traces come, the slower. */
export async function keepStatistics(
  { run, schema, since }: FilledPlace,
  now: Date,
): Promise<KeptStatistics> {
  const tables = { ...statisticsTables(schema), since };
  const tracesCounted = await countTraces(run, tables);
  await mergeStatistics(run, tables.statistics, now);
  return { tracesCounted };
}

/** What `keepStatistics` would do. */
export async function previewStatistics({ run, schema, since }: FilledPlace): Promise<KeptStatistics> {
  return { tracesCounted: await countUncounted(run, { ...statisticsTables(schema), since }) };
}

/**
 * Removes the statistics of months of which nothing is kept any more. One that has a trace again, stored late, keeps them: a
 * trace and its part of the statistics come together.
 */
export async function removeOldStatistics({ run, schema }: FilledPlace): Promise<void> {
  const { table, statistics } = statisticsTables(schema);
  const ranges = attachedRanges(await run<PartitionRow>(selectPartitions(schema)));
  const months = await run<{ readonly from: string; readonly to: string }>(sql`
    SELECT DISTINCT to_char(date_trunc('month', period_start), 'YYYY-MM-DD HH24:MI:SS') AS from,
           to_char(date_trunc('month', period_start) + interval '1 month', 'YYYY-MM-DD HH24:MI:SS') AS to
      FROM ${statistics}`);
  for (const { from, to } of months) {
    if (ranges.some((range) => range.from < to && from < range.to)) continue;
    const within = (column: string) =>
      sql`${sql.raw(column)} >= ${from}::text::timestamp AND ${sql.raw(column)} < ${to}::text::timestamp`;
    await run(sql`
      DELETE FROM ${statistics} WHERE ${within("period_start")} AND NOT ${IS_HOURS_FROM}
         AND NOT EXISTS (SELECT 1 FROM ${table} WHERE ${within("started_at")})`);
  }
}

/** The tables of a schema. */
export function statisticsTables(schema: string | undefined): StatisticsTables {
  return { table: tracesTable(schema), statistics: statisticsTable(schema) };
}
