import type { Trace } from "@steptrace/core";
import { migrate, openDatabase, TraceStorage } from "@steptrace/postgres-store";
import { withServices } from "@steptrace/test-services";
import pg from "pg";
import postgres from "postgres";
import { collectGarbage } from "../collect-garbage.js";
import { recordTrace } from "../record-trace.js";
import { type Figure, report } from "../report.js";
import { copyAll, type Execute, finalizeAll, insertAll, overPool, pipelined } from "./contenders.js";
import { type PlainRow, plainRow } from "./plain-row.js";
import { rateFigure } from "./rate-figure.js";

const ROUNDS = 7;
const TRACES = 8192;
/** Connections of our pool, and of the one beside it. */
const CONNECTIONS = 10;

/** What is demanded of so many callers: of COPY's throughput, and of that of one INSERT a call over the same pool. */
const DEMANDS = [
  { callers: 1024, ofCopy: 0.7, ofInserts: 2.5 },
  { callers: 64, ofCopy: 0.45, ofInserts: 2 },
];

/** Traces of ten steps a second, of many callers at a time: beside one COPY of the same rows, and an INSERT for each. */
export async function benchThroughput(): Promise<void> {
  await withServices(async ({ databaseUrl }) => {
    await migrate(databaseUrl);
    const storage = new TraceStorage(databaseUrl, { max: CONNECTIONS });
    const database = openDatabase(databaseUrl, { max: CONNECTIONS });
    const sql = postgres(databaseUrl, { max: CONNECTIONS, fetch_types: false });
    const client = new pg.Client(databaseUrl);
    await client.connect();
    const measure = async (write: (traces: Trace[]) => Promise<void>): Promise<number> => {
      const traces = await recordTraces();
      collectGarbage();
      const started = performance.now();
      await write(traces);
      return TRACES / ((performance.now() - started) / 1000);
    };
    try {
      for (const demand of DEMANDS) {
        const { callers } = demand;
        const rounds: Round[] = [];
        for (let round = 0; round <= ROUNDS; round += 1) {
          const ours = await measure((traces) => finalizeAll(storage, traces, callers));
          const copy = await measure((traces) => copyAll(client, plainRows(traces)));
          const insertBy = (execute: Execute): Promise<number> =>
            measure((traces) => insertAll(execute, plainRows(traces), callers));
          const inserts = await insertBy(overPool(database));
          const pipelinedInserts = await insertBy(pipelined(sql));
          if (round > 0) rounds.push({ ours, copy, inserts, pipelinedInserts });
          await sql`TRUNCATE execution_traces`;
        }
        report(`traces of ten steps a second, ${callers} callers`, [
          figure("finalizeTrace / one COPY", rounds, "copy", demand.ofCopy),
          figure("finalizeTrace / an INSERT each", rounds, "inserts", demand.ofInserts),
          figure("finalizeTrace / an INSERT each, pipelined", rounds, "pipelinedInserts"),
        ]);
      }
    } finally {
      await Promise.all([storage.close(), database.close(), sql.end(), client.end()]);
    }
  });
}

function plainRows(traces: Trace[]): PlainRow[] {
  return traces.splice(0).map(plainRow);
}

/** Traces a second. */
interface Round {
  readonly ours: number;
  readonly copy: number;
  readonly inserts: number;
  readonly pipelinedInserts: number;
}

/** @param atLeast absent where nothing is demanded */
function figure(
  what: string,
  rounds: readonly Round[],
  beside: Exclude<keyof Round, "ours">,
  atLeast?: number,
): Figure {
  const rates = rounds.map((round) => ({ ours: round.ours, theirs: round[beside] }));
  return rateFigure(what, rates, atLeast);
}

async function recordTraces(): Promise<Trace[]> {
  const traces: Trace[] = [];
  for (let index = 0; index < TRACES; index += 1) traces.push(await recordTrace());
  return traces;
}
