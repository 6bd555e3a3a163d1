import { setTimeout as sleep } from "node:timers/promises";
import { addMonths, monthOf, monthRange, percentile, uuidV7 } from "@steptrace/core";
import { type MaintainOptions, maintain } from "@steptrace/operations";
import { migrate, TraceStorage } from "@steptrace/postgres-store";
import { withServices } from "@steptrace/test-services";
import postgres, { type Sql } from "postgres";
import { insertTraces } from "./fill-traces.js";
import { type Figure, microseconds, report } from "./report.js";

const DEFAULT_TRACES = 1_000_000;
const WRITERS = 8;
const STEPS = 10;
/** What the writers do undisturbed, before and for comparison. */
const QUIET_MS = 5000;
const MAX_DROP_MS = 1000;
const MAX_INSERT_MS = 250;
const US_PER_MS = 1000;
const DAYS = 27;

/** What retiring a month costs: how long it takes, and how long inserts wait that go on meanwhile. */
export async function benchRetention(traces: number = DEFAULT_TRACES): Promise<void> {
  await withServices(async ({ databaseUrl }) => {
    await migrate(databaseUrl);
    const sql = postgres(databaseUrl, { fetch_types: false, onnotice: () => {} });
    try {
      const amount = traces.toLocaleString("en");
      const dropped = await retire(databaseUrl, sql, traces, { keepMonths: 1 });
      report(`dropping a month of ${amount} traces, ${WRITERS} writers meanwhile`, figures(dropped, true));
      const reduced = await retire(databaseUrl, sql, traces, { keepMonths: 1, keepFailureMonths: 24 });
      report(`the same, keeping the tenth of it that failed`, figures(reduced, false));
    } finally {
      await sql.end();
    }
  });
}

/** Times in milliseconds. */
interface Retired {
  /** Of the month alone. */
  readonly monthMs: number;
  /** Of all that `maintain` did, ANALYZE included. */
  readonly wholeMs: number;
  readonly inserts: readonly number[];
  readonly quietInserts: readonly number[];
}

async function retire(url: string, sql: Sql, traces: number, rule: MaintainOptions): Promise<Retired> {
  console.log(`Filling a month with ${traces.toLocaleString("en")} traces …`);
  await fillMonth(sql, traces);
  await using storage = new TraceStorage(url);
  const writers = startWriters(storage);
  await sleep(QUIET_MS);
  writers.take();
  await sleep(QUIET_MS);
  const quietInserts = writers.take();
  const started = performance.now();
  const { partitions } = await maintain(url, rule);
  const wholeMs = performance.now() - started;
  const inserts = writers.take();
  await writers.stop();
  const monthMs = partitions.find(({ durationMs }) => durationMs !== undefined)?.durationMs;
  if (monthMs === undefined) throw new Error("Expected the month to be dropped or reduced.");
  return { monthMs, wholeMs, inserts, quietInserts };
}

/** The month before the one that the month before this one follows: out of the keeping by a month. */
async function fillMonth(sql: Sql, traces: number): Promise<void> {
  const { from, to } = monthRange(addMonths(monthOf(new Date()), -2));
  await sql.unsafe(
    `CREATE TABLE retired PARTITION OF execution_traces FOR VALUES FROM ('${from}') TO ('${to}')`,
  );
  await insertTraces(
    sql,
    traces,
    new Date(Date.parse(`${from.replace(" ", "T")}Z`) + DAYS * 86_400_000),
    DAYS,
  );
  await sql`VACUUM ANALYZE execution_traces`;
  await sql`CHECKPOINT`;
}

/** Programs that store traces, one after the other each, and note how long that takes. */
function startWriters(storage: TraceStorage) {
  let times: number[] = [];
  let isOver = false;
  const write = async (): Promise<void> => {
    while (!isOver) {
      const started = performance.now();
      await storage.finalizeTrace(runningTrace(), "success");
      times.push(performance.now() - started);
    }
  };
  const all = Promise.all(Array.from({ length: WRITERS }, write));
  return {
    /** The times since the last call. */
    take(): readonly number[] {
      const taken = times;
      times = [];
      return taken;
    },
    async stop(): Promise<void> {
      isOver = true;
      await all;
    },
  };
}

function runningTrace() {
  const startedAt = new Date();
  const step = {
    name: "step",
    timestamp: startedAt.toISOString(),
    durationMs: 10,
    status: "success",
  } as const;
  const steps = Array.from({ length: STEPS }, (_, id) => ({ ...step, id }));
  const traceId = uuidV7(startedAt.getTime());
  return { traceId, skillName: "writer", startedAt, status: "running", steps, metadata: {} } as const;
}

function figures(retired: Retired, hasTargets: boolean): readonly Figure[] {
  const { monthMs, wholeMs, inserts, quietInserts } = retired;
  const slowest = longest(inserts);
  const target = (limit: number, value: number) =>
    hasTargets ? { target: `under ${milliseconds(limit)}`, isMet: value < limit } : { target: "" };
  return [
    { ...figure("the month", monthMs), ...target(MAX_DROP_MS, monthMs) },
    { ...figure("all of maintain, ANALYZE included", wholeMs), target: "" },
    {
      ...figure("the slowest insert meanwhile; beside it, undisturbed", slowest, longest(quietInserts)),
      ...target(MAX_INSERT_MS, slowest),
    },
    {
      ...figure("the median insert meanwhile; beside it, undisturbed", median(inserts), median(quietInserts)),
      target: "",
    },
  ];
}

function figure(what: string, valueMs: number, besideMs?: number) {
  const ours = milliseconds(valueMs);
  return { what, ours, theirs: besideMs === undefined ? "" : milliseconds(besideMs), measured: ours };
}

function milliseconds(value: number): string {
  return microseconds(value * US_PER_MS);
}

/** Not by `Math.max(...times)`: there are too many for arguments. */
function longest(times: readonly number[]): number {
  return times.reduce((most, time) => Math.max(most, time), 0);
}

function median(times: readonly number[]): number {
  return percentile(times, 50) ?? Number.NaN;
}
