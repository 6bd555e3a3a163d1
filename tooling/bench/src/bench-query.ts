import { uuidV7 } from "@steptrace/core";
import { migrate, TraceStorage } from "@steptrace/postgres-store";
import { TraceQuery } from "@steptrace/query";
import { withServices } from "@steptrace/test-services";
import postgres, { type Sql } from "postgres";
import { fillTraces, SKILLS } from "./fill-traces.js";
import { latency, p95Latency } from "./latency.js";
import { makeMonths } from "./make-months.js";
import { recordTrace } from "./record-trace.js";
import { type Figure, microseconds, report } from "./report.js";

const DEFAULT_TRACES = 1_000_000;
const QUERIES = 1000;
const MAX_LIST_US = 5000;
/** Partitions that a trace is looked for in: three years. */
const MONTHS = 36;
const MAX_GET_US = 2000;
const DAY_MS = 86_400_000;

/**
 * How long a list of a skill takes in a year of a million traces, as it is asked for by default, and over the whole year; and how
 * long the look-up of a trace takes that may be in any of 36 months.
 */
export async function benchQuery(traces: number = DEFAULT_TRACES): Promise<void> {
  await withServices(async ({ databaseUrl }) => {
    await migrate(databaseUrl);
    const sql = postgres(databaseUrl, { fetch_types: false, onnotice: () => {} });
    const storage = new TraceStorage(databaseUrl);
    const query = new TraceQuery(storage);
    try {
      console.log(`Filling ${traces.toLocaleString("en")} traces into twelve months …`);
      await fillTraces(sql, storage, traces);
      // Once for each skill, so that what is measured is a database at work, not one that was just started.
      for (let index = 0; index < SKILLS; index += 1) await query.queryBySkill(skill(index));
      const year = new Date(Date.now() - 365 * DAY_MS);
      const byDefault = await p95Latency(QUERIES, (index) =>
        query.queryBySkill(skill(index), { limit: 100 }),
      );
      const overYear = await p95Latency(QUERIES, (index) =>
        query.queryBySkill(skill(index), { startDate: year, limit: 100 }),
      );
      report(`queryBySkill, limit 100, ${traces.toLocaleString("en")} traces`, [
        figure("the last 30 days, P95", byDefault, MAX_LIST_US),
        figure("the whole year, P95", overYear, MAX_LIST_US),
      ]);
      await benchGetTrace(sql, storage);
    } finally {
      await storage.close();
      await sql.end();
    }
  });
}

async function benchGetTrace(sql: Sql, storage: TraceStorage): Promise<void> {
  await makeMonths(storage, MONTHS);
  const own = await storeOverMonths(storage);
  const foreign = await sql<{ trace_id: string }[]>`
    SELECT trace_id FROM execution_traces TABLESAMPLE SYSTEM (1) LIMIT ${QUERIES}`;
  await sql`ANALYZE execution_traces`;
  const read = (ids: readonly string[]) =>
    latency(99, QUERIES, (index) => storage.getTrace(ids[index % ids.length] ?? ""));
  const foreignIds = foreign.map(({ trace_id }) => trace_id);
  // Whatever is read at first, each connection reads the catalog for it.
  await read(own);
  await read(foreignIds);
  report(`getTrace, ${MONTHS} months and more`, [
    figure("ids of steptrace's own, P99", await read(own), MAX_GET_US),
    figure("ids of another system, P99", await read(foreignIds), MAX_GET_US),
  ]);
}

/** Stores traces evenly over the months. @returns their ids, each a UUIDv7 of its trace's time */
async function storeOverMonths(storage: TraceStorage): Promise<readonly string[]> {
  const step = (MONTHS * 30 * DAY_MS) / QUERIES;
  const times = Array.from({ length: QUERIES }, (_, index) => Date.now() - index * step);
  const stored = times.map(async (time) => {
    const trace = { ...(await recordTrace()), traceId: uuidV7(time), startedAt: new Date(Math.floor(time)) };
    return (await storage.finalizeTrace(trace, "success")).traceId;
  });
  return Promise.all(stored);
}

function skill(index: number): string {
  return `skill-${index % SKILLS}`;
}

function figure(what: string, measuredUs: number, targetUs: number): Figure {
  return {
    what,
    ours: microseconds(measuredUs),
    theirs: "",
    measured: microseconds(measuredUs),
    target: `under ${microseconds(targetUs)}`,
    isMet: measuredUs < targetUs,
  };
}
