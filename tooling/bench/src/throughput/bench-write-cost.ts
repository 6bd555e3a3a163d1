import type { Trace } from "@steptrace/core";
import { migrate, TraceStorage } from "@steptrace/postgres-store";
import { withServices } from "@steptrace/test-services";
import postgres from "postgres";
import { collectGarbage } from "../collect-garbage.js";
import { recordTrace } from "../record-trace.js";
import { report } from "../report.js";
import { realisticCorpus } from "../similar/corpora/realistic.js";
import { eachBy } from "./contenders.js";
import { type Rates, rateFigure } from "./rate-figure.js";

const ROUNDS = 9;
const TRACES = 8192;
const FAILED_EVERY = 10;
const CORPUS_SEED = 42;
const CALLERS = [1024, 64];
/** What is left of the throughput at least. */
const AT_LEAST = 0.7;
/** What the specification's questions need; all other indexes are there to be found and counted by. */
const BASIC: ReadonlySet<string> = new Set([
  "execution_traces_pkey",
  "execution_traces_skill_started_idx",
  "execution_traces_started_idx",
  "execution_traces_failure_idx",
  "execution_traces_execution_idx",
]);

/** A trace, and the message with which it fails. */
interface Ended {
  readonly trace: Trace;
  readonly errorMessage: string | undefined;
}

/**
 * What it costs to store traces with all that they are found and counted by: beside a storage that leaves it away, on a table without
 * the indexes for it.
 */
export async function benchWriteCost(): Promise<void> {
  await withServices(async ({ databaseUrl, makeDatabase }) => {
    const bareUrl = await makeDatabase();
    await migrate(databaseUrl);
    await migrate(bareUrl);
    await using whole = new TraceStorage(databaseUrl);
    await using bare = new TraceStorage(bareUrl, { derive: false });
    await run(bareUrl, dropIndexes);
    for (const callers of CALLERS) {
      const rounds: Rates[] = [];
      for (let round = 0; round <= ROUNDS; round += 1) {
        const ours = await measure(whole, callers, round);
        const theirs = await measure(bare, callers, round);
        if (round > 0) rounds.push({ ours, theirs });
        for (const url of [databaseUrl, bareUrl]) await run(url, (sql) => sql`TRUNCATE execution_traces`);
      }
      report(`traces of ten steps a second, one in ten failed, ${callers} callers`, [
        rateFigure("with all that traces are found by / without", rounds, AT_LEAST),
      ]);
    }
  });
}

async function run(url: string, act: (sql: postgres.Sql) => Promise<unknown>): Promise<void> {
  const sql = postgres(url, { max: 1, fetch_types: false, onnotice: () => {} });
  await act(sql);
  await sql.end();
}

async function dropIndexes(sql: postgres.Sql): Promise<void> {
  const indexes = await sql<{ name: string }[]>`
    SELECT indexname AS name FROM pg_indexes WHERE tablename = 'execution_traces'`;
  for (const { name } of indexes) if (!BASIC.has(name)) await sql`DROP INDEX ${sql(name)}`;
}

/** Traces a second. */
async function measure(storage: TraceStorage, callers: number, round: number): Promise<number> {
  const ended = await recordEnded(round);
  collectGarbage();
  const started = performance.now();
  await eachBy(callers, ended, ({ trace, errorMessage }) =>
    errorMessage === undefined
      ? storage.finalizeTrace(trace, "success")
      : storage.finalizeTrace(trace, "failed", { errorMessage }),
  );
  return TRACES / ((performance.now() - started) / 1000);
}

async function recordEnded(round: number): Promise<Ended[]> {
  const corpus = realisticCorpus(CORPUS_SEED);
  const ended: Ended[] = [];
  for (let index = 0; index < TRACES; index += 1) {
    const isFailed = index % FAILED_EVERY === 0;
    const errorMessage = isFailed ? corpus.messageAt(round * TRACES + index) : undefined;
    ended.push({ trace: await recordTrace(), errorMessage });
  }
  return ended;
}
