import { type Period, periodStart, type Trace, uuidV7 } from "@steptrace/core";
import {
  type Database,
  maintainPartitions,
  openDatabase,
  rebuildStatistics,
  TraceStorage,
} from "@steptrace/postgres-store";
import type { TestDatabase } from "@steptrace/test-utils";
import fc from "fast-check";
import { describe, expect, onTestFinished } from "vitest";
import { readSummaries } from "../src/statistics/read-summaries.js";
import { countByHand, said } from "./support/count-by-hand.js";
import { makeMonths } from "./support/make-months.js";
import { queryTest as test } from "./support/query-test.js";

const HOUR_MS = 3_600_000;
const FIRST_MS = Date.UTC(2025, 9, 28);
const LAST_MS = Date.UTC(2025, 11, 4);
const EVERYTHING = { from: Date.UTC(2025, 8, 1), to: Date.UTC(2026, 1, 1) };

/** Something that happens to the table. */
type Event =
  | { readonly kind: "batch" | "recovered" | "foreign"; readonly traces: readonly Trace[] }
  | { readonly kind: "again"; readonly share: number }
  | { readonly kind: "owner" | "rebuild" }
  | { readonly kind: "maintain"; readonly now: Date };

function sameHour({ startedAt: at }: Trace): { readonly traceId: string; readonly startedAt: Date } {
  return { traceId: uuidV7(at.getTime()), startedAt: at };
}

// Few hours, so that many traces are of one.
const startedAt = fc
  .tuple(fc.constantFrom(0, 1, 2, 24, 40, 96, 97, 800), fc.integer({ min: 0, max: HOUR_MS - 1 }))
  .map(([hours, ms]) => new Date(FIRST_MS + hours * HOUR_MS + ms));
const step = fc.record({
  name: fc.constantFrom("build", "push", "naïve \u0001 \"'\\", "x".repeat(100)),
  durationUs: fc.oneof(fc.nat(100), fc.nat(10_000_000)),
  status: fc.constantFrom("success" as const, "failed" as const),
});
const trace = fc
  .record({
    startedAt,
    skillName: fc.constantFrom("build", "deploy", 'it\'s, {odd} "one"'),
    status: fc.constantFrom("success" as const, "success" as const, "failed" as const, "timeout" as const),
    totalDurationMs: fc.oneof(fc.nat(60), fc.nat(10_000_000), fc.constant(2_147_483_647)),
    steps: fc.array(step, { maxLength: 4 }),
  })
  .map(
    ({ steps, ...rest }): Trace => ({
      ...rest,
      traceId: uuidV7(rest.startedAt.getTime()),
      metadata: {},
      steps: steps.map((one, index) => ({
        ...one,
        id: index,
        timestamp: rest.startedAt.toISOString(),
        durationMs: Math.round(one.durationUs / 1000),
      })),
    }),
  );
/** Of all kinds, or enough of one skill and hour that the writer counts them itself. */
const traces = fc
  .tuple(fc.array(trace, { minLength: 1, maxLength: 60, size: "max" }), fc.boolean())
  .map(([list, isAlike]) => {
    const [first] = list as [Trace];
    return isAlike
      ? list.map((one): Trace => ({ ...one, skillName: first.skillName, ...sameHour(first) }))
      : list;
  });
const event = fc.oneof(
  { weight: 4, arbitrary: traces.map((list): Event => ({ kind: "batch", traces: list })) },
  { weight: 2, arbitrary: fc.integer({ min: 1, max: 3 }).map((share): Event => ({ kind: "again", share })) },
  { weight: 2, arbitrary: traces.map((list): Event => ({ kind: "recovered", traces: list })) },
  { weight: 3, arbitrary: fc.constant<Event>({ kind: "owner" }) },
  { weight: 2, arbitrary: traces.map((list): Event => ({ kind: "foreign", traces: list.slice(0, 20) })) },
  {
    weight: 3,
    arbitrary: fc
      // Also weeks later, when hours are not kept any more, and in no order.
      .date({ min: new Date(FIRST_MS), max: new Date(LAST_MS + 40 * 24 * HOUR_MS), noInvalidDate: true })
      .map((now): Event => ({ kind: "maintain", now })),
  },
  { weight: 1, arbitrary: fc.constant<Event>({ kind: "rebuild" }) },
);
const moment = fc.oneof(
  fc.integer({ min: FIRST_MS, max: LAST_MS }),
  fc.integer({ min: 0, max: 900 }).map((hour) => FIRST_MS + hour * HOUR_MS),
);
const range = fc.tuple(moment, moment).map(([a, b]) => ({ from: Math.min(a, b), to: Math.max(a, b) }));

/** A database, and what was stored in it. */
class History {
  readonly #db: TestDatabase;
  readonly #database: Database;
  readonly #storage: TraceStorage;
  readonly #stored: Trace[] = [];
  #recovered: readonly Trace[] = [];

  constructor(db: TestDatabase, database: Database, storage: TraceStorage) {
    this.#db = db;
    this.#database = database;
    this.#storage = storage;
  }

  async happen(what: Event): Promise<void> {
    switch (what.kind) {
      case "batch":
        await this.#store(what.traces);
        this.#stored.push(...what.traces);
        return;
      case "again":
        return this.#store(this.#stored.filter((_, index) => index % what.share === 0));
      case "recovered":
        await this.#insert(what.traces, { interrupted: true });
        this.#recovered = what.traces;
        return;
      case "owner":
        // Rows that give way, in one batch with rows of their own.
        await this.#store(this.#recovered.map((one) => ({ ...one, totalDurationMs: 7 })));
        this.#recovered = [];
        return;
      case "foreign":
        return this.#insert(what.traces, {});
      case "maintain":
        await maintainPartitions(this.#database, {
          aheadMonths: 0,
          isDryRun: false,
          waitMs: 10_000,
          now: what.now,
        });
        return;
      case "rebuild":
        await rebuildStatistics(this.#database, new Date(LAST_MS));
    }
  }

  /** Each as a trace that nobody has finalized yet. */
  async #store(list: readonly Trace[]): Promise<void> {
    await Promise.all(
      list.map((one) => this.#storage.finalizeTrace({ ...one, status: "running" }, one.status as "success")),
    );
  }

  /** As a program does that knows the specification's columns alone. */
  async #insert(list: readonly Trace[], metadata: object): Promise<void> {
    const rows = list.map(({ traceId, startedAt: at, skillName, status, totalDurationMs, steps }, index) => ({
      trace_id: traceId,
      started_at: at.toISOString().slice(0, -1),
      skill_name: skillName,
      status: index % 7 === 6 ? "running" : status,
      total_duration_ms: index % 5 === 4 ? null : totalDurationMs,
      steps:
        index % 6 === 5
          ? { no: "array" }
          : [
              ...steps.map(({ name, durationMs, status: how }) => ({
                name,
                duration_ms: durationMs,
                status: how,
              })),
              {},
              1,
            ],
    }));
    await this.#db.sql`
      INSERT INTO execution_traces (trace_id, started_at, skill_name, completed_at, total_duration_ms, status, steps, metadata)
      SELECT trace_id, started_at, skill_name, started_at, total_duration_ms, status, steps, ${JSON.stringify(metadata)}::text::jsonb
        FROM jsonb_to_recordset(${JSON.stringify(rows)}::text::jsonb)
          AS row (trace_id text, started_at timestamp, skill_name text, status text, total_duration_ms int, steps jsonb)`;
  }
}

async function open(
  db: TestDatabase,
): Promise<{ readonly database: Database; readonly storage: TraceStorage }> {
  const database = openDatabase(db.url);
  const storage = new TraceStorage(db.url);
  onTestFinished(() => Promise.all([database.close(), storage.close()]).then(() => {}));
  await makeMonths(storage, ["2025-10", "2025-11", "2025-12"]);
  return { database, storage };
}

/** What is answered, in the form of what is counted by hand. */
async function answered(
  database: Database,
  asked: { readonly from: number; readonly to: number },
  longest: Period,
  bucketOf: (ms: number) => number,
): Promise<unknown> {
  const question = { range: asked, longest, skillName: undefined, withSteps: true };
  const bySkill = await readSummaries(database, "Testing", question, bucketOf);
  return Object.fromEntries(
    [...bySkill].flatMap(([skill, buckets]) =>
      [...buckets].map(([start, summary]) => [`${skill} ${start}`, said(summary)] as const),
    ),
  );
}

describe("statistics", () => {
  test("are at each moment what counting the rows by hand gives, bucket for bucket, whatever was stored, stored again, recovered, replaced, counted, merged and rebuilt", async ({
    db,
  }) => {
    const { database, storage } = await open(db);
    await fc.assert(
      fc.asyncProperty(
        fc.array(event, { minLength: 3, maxLength: 10, size: "max" }),
        range,
        fc.constantFrom<Period>("hour", "day", "month"),
        async (events, asked, longest) => {
          await db.sql`TRUNCATE execution_traces, steptrace_statistics`;
          const history = new History(db, database, storage);
          for (const one of events) {
            await history.happen(one);
            const all = () => 0;
            expect(await answered(database, EVERYTHING, "month", all)).toEqual(
              await countByHand(db, EVERYTHING, all),
            );
          }
          const byPeriod = (ms: number): number => periodStart(longest, ms);
          expect(await answered(database, asked, longest, byPeriod)).toEqual(
            await countByHand(db, asked, byPeriod),
          );
        },
      ),
      { numRuns: Number(process.env["RUNS"] ?? 12) },
    );
  });

  test("hold a batch as it is stored; where what recovery wrote gives way in it, when it is counted", async ({
    db,
  }) => {
    const { database, storage } = await open(db);
    await db.sql`TRUNCATE execution_traces, steptrace_statistics`;
    const history = new History(db, database, storage);
    const [one] = fc.sample(trace, 1) as [Trace];
    const list = Array.from({ length: 60 }, (): Trace => ({ ...one, ...sameHour(one) }));
    const counted = async () =>
      (await db.sql`SELECT count(*)::int AS rows FROM execution_traces WHERE counted`)[0]?.["rows"];
    const expectRight = async () => {
      const all = () => 0;
      expect(await answered(database, EVERYTHING, "month", all)).toEqual(
        await countByHand(db, EVERYTHING, all),
      );
    };
    await history.happen({ kind: "batch", traces: list.slice(0, 40) });
    expect(await counted()).toBe(40);
    await history.happen({ kind: "recovered", traces: list.slice(40) });
    await history.happen({ kind: "maintain", now: new Date(LAST_MS) });
    expect(await counted()).toBe(40);
    await expectRight();
    await history.happen({ kind: "owner" });
    await expectRight();
    await history.happen({ kind: "maintain", now: new Date(LAST_MS) });
    expect(await counted()).toBe(60);
    await expectRight();
  });
});
