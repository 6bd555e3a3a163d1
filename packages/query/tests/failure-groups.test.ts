import { failureGroup, InvalidArgumentError } from "@steptrace/core";
import { type Database, maintainPartitions, openDatabase, TraceStorage } from "@steptrace/postgres-store";
import type { TestDatabase } from "@steptrace/test-utils";
import fc from "fast-check";
import { describe, expect, onTestFinished } from "vitest";
import { failureGroups } from "../src/groups/failure-groups.js";
import { type FailureGroup, type FailureGroupsOptions, TraceQuery } from "../src/index.js";
import { bruteForceGroups, type StoredFailure } from "./support/brute-force-groups.js";
import { insertRows } from "./support/insert-row.js";
import { makeMonths } from "./support/make-months.js";
import { queryTest as test } from "./support/query-test.js";

const MONTHS = ["2025-10", "2025-11", "2025-12"];
const NOW = new Date("2025-12-20T12:00:00Z");

/** Who stored a row, and whether maintenance has run since. */
const WRITERS = ["ours", "maintained", "another's"] as const;

interface Row extends StoredFailure {
  readonly writer: (typeof WRITERS)[number];
}

const message = fc.oneof(
  fc
    .tuple(
      fc.constantFrom(
        "order-# not found",
        "connect ECONNREFUSED 10.0.0.#:5432",
        "Order # lost",
        "column 'c#' of {a,b} is NULL",
      ),
      fc.nat({ max: 99 }),
    )
    .map(([text, number]) => text.replace("#", String(number))),
  fc.constantFrom("", " ", '"', "\\", "NULL", "{a,b}", "👍 failed", "e\u0301", "שגיאה 7", "1", "x".repeat(2000)),
);
const row = fc.record({
  month: fc.constantFrom("10", "11", "12"),
  day: fc.constantFrom("01", "07", "08", "15", "20", "28"),
  time: fc.constantFrom("00:00:00.000000", "12:00:00.000000", "23:59:59.999000"),
  skill_name: fc.constantFrom("build", "deploy", "{a,b}", 'NULL "x"'),
  status: fc.constantFrom("failed", "failed", "timeout", "success"),
  error_message: fc.option(message, { freq: 10 }),
  failed: fc.array(fc.constantFrom("push", "pull", "{a}", "\u05d0"), { maxLength: 3 }),
  writer: fc.constantFrom(...WRITERS),
});
const moment = fc.constantFrom(
  ...["2025-10-01", "2025-11-07", "2025-11-15T12:00Z", "2025-12-01", "2025-12-20"].map((text) => new Date(text)),
);
const options: fc.Arbitrary<FailureGroupsOptions> = fc.record(
  {
    skillName: fc.constantFrom("build", "{a,b}", "nobody's"),
    startDate: moment,
    endDate: moment,
    orderBy: fc.constantFrom("count", "lastSeen", "firstSeen"),
    limit: fc.constantFrom(0, 1, 3, 100),
    silentDays: fc.constantFrom(0, 1, 7, 30.5),
    newSince: moment,
  },
  { requiredKeys: [] },
);

async function open({ url }: TestDatabase): Promise<{ database: Database; storage: TraceStorage }> {
  const storage = new TraceStorage(url);
  const database = openDatabase(url);
  onTestFinished(async () => {
    await storage.close();
    await database.close();
  });
  await makeMonths(storage, MONTHS);
  return { database, storage };
}

function maintain(database: Database) {
  return maintainPartitions(database, { aheadMonths: 0, isDryRun: false, waitMs: 10_000, now: NOW });
}

/** Has nothing but these rows in the table. */
async function store(
  { sql }: TestDatabase,
  { database, storage }: { readonly database: Database; readonly storage: TraceStorage },
  rows: readonly Row[],
): Promise<void> {
  await sql`DELETE FROM execution_traces`;
  const foreign = (writer: Row["writer"]) =>
    rows
      .filter((one) => one.writer === writer)
      .map(({ failed, ...one }) => ({ ...one, steps: failed.map((name) => ({ name, status: "failed" })) }));
  await insertRows(sql, foreign("maintained"));
  await maintain(database);
  await insertRows(sql, foreign("another's"));
  const own = rows.filter(({ writer }) => writer === "ours");
  await Promise.all(
    own.map(({ trace_id, started_at, skill_name, status, error_message, failed }) =>
      storage.finalizeTrace(
        {
          traceId: trace_id,
          skillName: skill_name,
          startedAt: new Date(`${started_at}Z`),
          status: "running",
          steps: failed.map((name) => ({
            name,
            status: "failed" as const,
            timestamp: `${started_at}Z`,
            durationMs: 1,
          })),
          metadata: {},
          ...(error_message !== null && status !== "success" && { errorMessage: error_message }),
        },
        status as "failed",
      ),
    ),
  );
}

/** Comparable to what brute force gives. */
function plain(groups: readonly FailureGroup[]) {
  return groups.map(({ newest, ...group }) => ({ ...group, newest: newest.traceId }));
}

function toRows(raw: readonly (Omit<Row, "trace_id" | "started_at"> & Record<string, unknown>)[]): readonly Row[] {
  return raw.map(({ month, day, time, ...rest }, index) => ({
    ...(rest as Omit<Row, "trace_id" | "started_at">),
    trace_id: `trace-${String(index).padStart(4, "0")}`,
    started_at: `2025-${month}-${day}T${time}`,
  }));
}

describe("failureGroups", () => {
  test("answers as looking at every failure would, whoever stored it", async ({ db }) => {
    const stores = await open(db);
    const property = fc.asyncProperty(
      fc.array(row, { maxLength: 80 }),
      fc.array(options, { minLength: 4, maxLength: 8 }),
      fc.constantFrom(1, 7, 1000),
      async (raw, questions, pageSize) => {
        const rows = toRows(raw);
        await store(db, stores, rows);
        for (const question of questions) {
          const { startDate, endDate } = question;
          if (startDate && endDate && startDate > endDate) continue;
          const found = await failureGroups(stores.database, question, NOW, pageSize);
          expect(plain(found)).toEqual(bruteForceGroups(rows, question, NOW));
        }
      },
    );
    await fc.assert(property, { numRuns: 40 });
  }, 120_000);

  test("knows nothing of a month that was dropped", async ({ db }) => {
    const stores = await open(db);
    const rows = toRows(fc.sample(row, { numRuns: 200, seed: 11 }));
    await store(db, stores, rows);
    await db.sql`ALTER TABLE execution_traces DETACH PARTITION execution_traces_2025_10`;
    onTestFinished(async () => {
      await db.sql`DROP TABLE execution_traces_2025_10`;
    });
    const kept = rows.filter(({ started_at }) => started_at >= "2025-11");
    const question = { newSince: new Date("2025-11-01"), limit: 100 };
    const found = await failureGroups(stores.database, question, NOW);
    expect(plain(found)).toEqual(bruteForceGroups(kept, question, NOW));
    expect(found.length).toBeGreaterThan(0);
    expect(found.every(({ isNew }) => isNew)).toBe(true);
  });
});
