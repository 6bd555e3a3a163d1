import { percentile } from "@steptrace/core";
import { maintain } from "@steptrace/operations";
import { migrate, TraceStorage } from "@steptrace/postgres-store";
import { type SkillStats, TraceQuery } from "@steptrace/query";
import { withServices } from "@steptrace/test-services";
import postgres, { type Sql } from "postgres";
import { p95Latency } from "../latency.js";
import { type Figure, microseconds, report } from "../report.js";
import { settle } from "../settle.js";
import { FILLER, fillDurations, SKILLS } from "./fill-durations.js";

const DEFAULT_TRACES = 1_000_000;
const QUERIES = 300;
const EXACT_QUERIES = 20;
const MAX_P95_US = 20_000;
const MAX_ERROR = 0.01;
const DAY_MS = 86_400_000;
const PERCENTS = [50, 90, 95, 99] as const;

/**
 * How long the statistics of a year take, beside PostgreSQL's own percentiles over the rows; how far the percentiles are from
 * those; and how long a year of traces that nobody counted takes to be counted.
 */
export async function benchStats(traces: number = DEFAULT_TRACES): Promise<void> {
  await withServices(async ({ databaseUrl }) => {
    await migrate(databaseUrl);
    const sql = postgres(databaseUrl, { max: 1, fetch_types: false, onnotice: () => {} });
    const storage = new TraceStorage(databaseUrl);
    const query = new TraceQuery(storage);
    try {
      console.log(`Filling ${traces.toLocaleString("en")} traces into twelve months …`);
      await fillDurations(sql, storage, traces);
      const started = performance.now();
      const { tracesCounted } = await maintain(databaseUrl);
      const seconds = (performance.now() - started) / 1000;
      console.log(
        `maintain counted ${tracesCounted.toLocaleString("en")} traces of another program in ${seconds.toFixed(0)} s; ` +
          `the statistics take ${await sizeOf(sql)}.`,
      );
      await settle(sql);
      const startDate = new Date(Date.now() - 364 * DAY_MS);
      const ask = {
        "skillStats of one skill": (index: number) =>
          query.skillStats({ skillName: skill(index), startDate }),
        "skillStats of all skills": () => query.skillStats({ startDate }),
        "the same, by day": (index: number) =>
          query.skillStats({ skillName: skill(index), startDate, bucket: "day" }),
        stepStats: (index: number) => query.stepStats(skill(index), { startDate }),
      } as const;
      const exact = await p95Latency(EXACT_QUERIES, (index) => exactOf(sql, skill(index), startDate));
      const figures: Figure[] = [];
      for (const [what, act] of Object.entries(ask)) {
        await act(0);
        figures.push(
          figure(what, await p95Latency(QUERIES, act), what.includes("one skill") ? exact : undefined),
        );
      }
      figures.push(await errorFigure(sql, await query.skillStats({ startDate }), startDate));
      report(`statistics of 12 months, ${traces.toLocaleString("en")} traces, P95`, figures);
    } finally {
      await storage.close();
      await sql.end();
    }
  });
}

type Percentiles = readonly number[];

/** The rows of a skill, and PostgreSQL's own percentiles of them. */
async function exactOf(sql: Sql, skillName: string, startDate: Date): Promise<Percentiles> {
  const [row] = await sql<{ values: string }[]>`
    SELECT percentile_disc(${`{${PERCENTS.map((percent) => percent / 100)}}`}::text::float8[])
             WITHIN GROUP (ORDER BY total_duration_ms)::text AS values
      FROM execution_traces
     WHERE skill_name = ${skillName} AND started_at >= ${startDate.toISOString()}::text::timestamp
       AND status IN ('success', 'failed', 'timeout')`;
  return (row?.values ?? "{}").slice(1, -1).split(",").map(Number);
}

/** The largest of all skills' percentiles. */
async function errorFigure(sql: Sql, stats: readonly SkillStats[], startDate: Date): Promise<Figure> {
  const errors: number[] = [];
  for (const { skillName, p50Ms, p90Ms, p95Ms, p99Ms } of stats.filter((one) => one.skillName !== FILLER)) {
    const exact = await exactOf(sql, skillName, startDate);
    for (const [index, value] of [p50Ms, p90Ms, p95Ms, p99Ms].entries()) {
      const right = exact[index] ?? Number.NaN;
      errors.push(Math.abs((value ?? Number.NaN) - right) / right);
    }
  }
  const largest = percentile(errors, 100) ?? Number.NaN;
  return {
    what: `largest error of ${errors.length} percentiles`,
    ours: "",
    theirs: "",
    measured: `${(largest * 100).toFixed(2)} %`,
    target: `at most ${MAX_ERROR * 100} %`,
    isMet: largest <= MAX_ERROR,
  };
}

async function sizeOf(sql: Sql): Promise<string> {
  const [row] = await sql<{ size: string }[]>`
    SELECT pg_size_pretty(pg_total_relation_size('steptrace_statistics')) || ', the traces '
        || (SELECT pg_size_pretty(sum(pg_total_relation_size(inhrelid))) FROM pg_inherits WHERE inhparent = 'execution_traces'::regclass) AS size`;
  return row?.size ?? "";
}

function skill(index: number): string {
  return `skill-${index % SKILLS}`;
}

function figure(what: string, p95Us: number, exactUs: number | undefined): Figure {
  return {
    what,
    ours: microseconds(p95Us),
    theirs: exactUs === undefined ? "" : `percentile_disc ${microseconds(exactUs)}`,
    measured: microseconds(p95Us),
    target: `under ${microseconds(MAX_P95_US)}`,
    isMet: p95Us < MAX_P95_US,
  };
}
