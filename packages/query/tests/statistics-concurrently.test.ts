import { type EncodedTally, type Trace, uuidV7 } from "@steptrace/core";
import { maintainPartitions, openDatabase, rebuildStatistics, TraceStorage } from "@steptrace/postgres-store";
import type { TestDatabase } from "@steptrace/test-utils";
import { PgDialect } from "drizzle-orm/pg-core";
import { expect } from "vitest";
import { type StatisticsSource, selectStatistics } from "../src/statistics/select-statistics.js";
import { countByHand } from "./support/count-by-hand.js";
import { makeMonths } from "./support/make-months.js";
import { queryTest as test } from "./support/query-test.js";

const START_MS = Date.UTC(2025, 10, 3, 10);
const RANGE = { from: Date.UTC(2025, 10, 1), to: Date.UTC(2025, 11, 1) };
const WRITERS = 3;
const ROUNDS = 12;
const TRACES = 40;

const dialect = new PgDialect();

function traces(writer: number, round: number): readonly Trace[] {
  return Array.from({ length: TRACES }, (_, index) => {
    const ms = START_MS + round * 600_000 + index;
    return {
      traceId: uuidV7(ms),
      skillName: index % 8 === 0 ? "seldom" : "often",
      startedAt: new Date(ms),
      status: "running",
      totalDurationMs: writer * 1000 + index,
      steps: [],
      metadata: {},
    };
  });
}

interface Counts {
  /** By the statistics. */
  readonly said: number;
  /** By the rows, in the same snapshot. */
  readonly stored: number;
}

async function read({ sql }: TestDatabase, source: StatisticsSource): Promise<Counts> {
  const statement = selectStatistics(source, {
    range: RANGE,
    longest: "month",
    skillName: undefined,
    withSteps: false,
  });
  const { sql: text, params } = dialect.sqlToQuery(statement as NonNullable<typeof statement>);
  return sql.begin("ISOLATION LEVEL REPEATABLE READ", async (tx) => {
    const rows = await tx.unsafe<{ traces: string }[]>(text, params as string[]);
    const [row] = await tx<{ stored: number }[]>`
      SELECT count(*)::int AS stored FROM execution_traces
       WHERE started_at >= ${new Date(RANGE.from).toISOString()}::text::timestamp
         AND started_at < ${new Date(RANGE.to).toISOString()}::text::timestamp`;
    const said = rows.reduce((sum, one) => sum + (JSON.parse(one.traces) as EncodedTally)[0], 0);
    return { said, stored: row?.stored ?? -1 };
  });
}

test("statistics hold what is stored, at every moment, while processes store, store again, count, merge and rebuild", async ({
  db,
}) => {
  const database = openDatabase(db.url);
  const others = openDatabase(db.url);
  const storages = Array.from({ length: WRITERS }, () => new TraceStorage(db.url));
  await makeMonths(storages[0] as TraceStorage, ["2025-11"]);
  const now = new Date(Date.UTC(2025, 11, 2));
  const state = { isWriting: true };
  const write = async (storage: TraceStorage, writer: number): Promise<void> => {
    let before: readonly Trace[] = [];
    for (let round = 0; round < ROUNDS; round += 1) {
      const list = traces(writer, round);
      // A part of those of before comes again, in one batch with the new ones.
      const all = [...list, ...before.slice(0, round % 3)].map((one) => ({ ...one }));
      await Promise.all(
        all.map((one, index) => storage.finalizeTrace(one, index % 9 === 0 ? "timeout" : "success")),
      );
      before = list.slice(1);
    }
  };
  const keepOn = async (act: () => Promise<unknown>): Promise<void> => {
    while (state.isWriting) await act();
  };
  const upkeep = { aheadMonths: 0, isDryRun: false, waitMs: 10_000, now };
  const reads: Counts[] = [];
  const background = [
    keepOn(() => maintainPartitions(database, upkeep)),
    keepOn(() => rebuildStatistics(others, now)),
    keepOn(async () => reads.push(await read(db, database))),
  ];
  await Promise.all(storages.map((storage, writer) => write(storage, writer)));
  state.isWriting = false;
  await Promise.all(background);
  reads.push(await read(db, database));
  for (const { said, stored } of reads) expect(said).toBe(stored);
  expect(reads.at(-1)?.stored).toBe(WRITERS * ROUNDS * TRACES + 1);
  const byHand = await countByHand(db, RANGE, () => 0);
  expect(Object.keys(byHand).toSorted()).toEqual(["often 0", "other 0", "seldom 0"]);
  await Promise.all([database.close(), others.close(), ...storages.map((storage) => storage.close())]);
});
