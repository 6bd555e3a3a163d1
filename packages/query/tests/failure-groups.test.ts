import { encodeCursor, failureGroup, InvalidArgumentError } from "@steptrace/core";
import { type Database, maintainPartitions, openDatabase, TraceStorage } from "@steptrace/postgres-store";
import type { TestDatabase } from "@steptrace/test-utils";
import fc from "fast-check";
import { describe, expect, onTestFinished } from "vitest";
import { failureGroups } from "../src/groups/failure-groups.js";
import {
  type FailureGroup,
  type FailureGroupsOptions,
  type FailuresOfGroupOptions,
  TraceQuery,
} from "../src/index.js";
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
  fc.constantFrom(
    "",
    " ",
    '"',
    "\\",
    "NULL",
    "{a,b}",
    "👍 failed",
    "e\u0301",
    "שגיאה 7",
    "1",
    "x".repeat(2000),
  ),
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
  ...["2025-10-01", "2025-11-07", "2025-11-15T12:00Z", "2025-12-01", "2025-12-20"].map(
    (text) => new Date(text),
  ),
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

function toRows(
  raw: readonly (Omit<Row, "trace_id" | "started_at"> & Record<string, unknown>)[],
): readonly Row[] {
  return raw.map(({ month, day, time, ...rest }, index) => ({
    ...(rest as Omit<Row, "trace_id" | "started_at">),
    trace_id: `trace-${String(index).padStart(4, "0")}`,
    started_at: `2025-${month}-${day}T${time}`,
  }));
}

describe("failuresOfGroup", () => {
  test("pages through all failures of a group, newest first, whoever stored them", async ({ db }) => {
    const stores = await open(db);
    const query = new TraceQuery(stores.storage);
    const pages = async (group: string, options: FailuresOfGroupOptions): Promise<readonly string[]> => {
      const { items, nextCursor } = await query.failuresOfGroup(group, options);
      const ids = items.map(({ traceId }) => traceId);
      return nextCursor === undefined
        ? ids
        : [...ids, ...(await pages(group, { ...options, cursor: nextCursor }))];
    };
    const property = fc.asyncProperty(
      fc.array(row, { maxLength: 40 }),
      fc.record({ limit: fc.constantFrom(1, 3, 100), startDate: moment }, { requiredKeys: ["limit"] }),
      async (raw, range) => {
        await store(db, stores, toRows(raw));
        const from = range.startDate ?? new Date(0);
        const stored = await db.sql`
          SELECT trace_id, error_message FROM execution_traces
           WHERE status IN ('failed', 'timeout') AND error_message IS NOT NULL
             AND started_at >= ${from.toISOString()}::text::timestamp
           ORDER BY started_at DESC, trace_id DESC`;
        const groupOf = stored.map(({ error_message }) => failureGroup(error_message).group);
        for (const group of new Set(groupOf)) {
          const expected = stored.filter((_, index) => groupOf[index] === group);
          expect(await pages(group, range)).toEqual(expected.map(({ trace_id }) => trace_id));
        }
      },
    );
    await fc.assert(property, { numRuns: 15 });
  }, 120_000);

  test("takes a cursor of the same group alone, and no group that is none", async ({ db }) => {
    const query = new TraceQuery((await open(db)).storage);
    expect(await query.failuresOfGroup("-17", { limit: 0 })).toEqual({ items: [] });
    for (const group of [
      "",
      "x",
      "1; DROP TABLE execution_traces",
      "9999999999999999999",
      "99999999999999999999",
    ])
      await expect(query.failuresOfGroup(group)).rejects.toThrow(InvalidArgumentError);
    const cursor = encodeCursor({ traceId: "t", startedAt: "2025-11-16T12:00:00.000000Z" }, "another's");
    await expect(query.failuresOfGroup("-17", { cursor })).rejects.toThrow(/same filters/);
  });
});

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

  test("counts each failure once where maintenance fills them in meanwhile", async ({ db }) => {
    const stores = await open(db);
    const rows = toRows(fc.sample(row, { numRuns: 60, seed: 3 })).map(
      (one): Row => ({ ...one, writer: "another's" }),
    );
    await store(db, stores, rows);
    const { database } = stores;
    let statements = 0;
    const racing = new Proxy(database, {
      get(target, name) {
        if (name !== "rows") return Reflect.get(target, name, target);
        return async (...call: Parameters<Database["rows"]>) => {
          statements += 1;
          // Between the reading of what is not filled in, and the counting of what is.
          if (statements === 3) await maintain(database);
          return database.rows(...call);
        };
      },
    });
    expect(plain(await failureGroups(racing, {}, NOW))).toEqual(bruteForceGroups(rows, {}, NOW));
    expect(statements).toBeGreaterThan(5);
  });

  test("takes messages that are never filled in by as much as says their group", async ({ db }) => {
    const stores = await open(db);
    const long = [2 ** 20 + 1, 2 ** 21].map((length) => `order-${length} lost `.padEnd(length, "x y "));
    const rows = toRows(fc.sample(row, { numRuns: 4, seed: 5 })).map(
      (one, index): Row => ({
        ...one,
        status: "failed",
        writer: "maintained",
        error_message: [...long, "order-7 lost", "é".repeat(5000)][index] ?? null,
      }),
    );
    await store(db, stores, rows);
    const filled = await db.sql`SELECT 1 FROM execution_traces WHERE failure_group IS NOT NULL`;
    expect(filled).toHaveLength(2);
    const found = await failureGroups(stores.database, {}, NOW);
    expect(plain(found)).toEqual(bruteForceGroups(rows, {}, NOW));
    expect(found.map(({ count }) => count)).toEqual([2, 1, 1]);
  });

  test("answers a role that may store and read traces, and nothing else", async ({ db }) => {
    const { database } = await open(db);
    const role = `grouper_${new URL(db.url).pathname.slice(-8)}`;
    await db.sql.unsafe(
      `CREATE ROLE ${role} LOGIN; GRANT SELECT, INSERT, UPDATE ON execution_traces TO ${role}`,
    );
    onTestFinished(async () => {
      await db.sql.unsafe(`DROP OWNED BY ${role}; DROP ROLE ${role}`);
    });
    const url = new URL(db.url);
    url.username = role;
    const storage = new TraceStorage(url.href);
    const query = new TraceQuery(storage);
    onTestFinished(() => storage.close());
    await db.sql`DELETE FROM execution_traces`;
    const trace = {
      traceId: "x",
      skillName: "build",
      startedAt: NOW,
      status: "running",
      steps: [],
      metadata: {},
    } as const;
    await storage.finalizeTrace({ ...trace, errorMessage: "order-7 lost" }, "failed");
    const [stored] = await db.sql`SELECT failure_group FROM execution_traces`;
    expect(stored).toEqual({ failure_group: null });
    const options = { endDate: NOW };
    const before = await query.failureGroups(options);
    expect(before).toMatchObject([{ template: "order-<*> lost", count: 1 }]);
    await maintain(database);
    expect(await query.failureGroups(options)).toEqual(before);
  });

  test("gives what is said of a group", async ({ db }) => {
    const stores = await open(db);
    const failed = (
      trace_id: string,
      started_at: string,
      skill_name: string,
      steps: readonly string[],
    ): Row => ({
      trace_id,
      started_at,
      skill_name,
      status: "failed",
      error_message: `order-${trace_id} not found after 5 ms`,
      failed: steps,
      writer: "another's",
    });
    await store(db, stores, [
      failed("1", "2025-10-01T00:00:00.000000", "build", ["pull"]),
      failed("2", "2025-12-16T00:00:00.000000", "build", ["push", "push"]),
      failed("3", "2025-12-17T00:00:00.000000", "deploy", ["pull", "push"]),
    ]);
    const { group, template } = failureGroup("order-1 not found after 5 ms");
    const startDate = new Date("2025-12-16T12:00:00Z");
    expect(await failureGroups(stores.database, { startDate }, NOW)).toEqual([
      {
        group,
        template,
        count: 1,
        firstSeen: new Date("2025-10-01"),
        lastSeen: new Date("2025-12-17"),
        skills: [{ skillName: "deploy", count: 1 }],
        skillCount: 1,
        steps: [
          { name: "pull", count: 1 },
          { name: "push", count: 1 },
        ],
        sparkline: Array.from({ length: 24 }, (_, slice) => (slice === 3 ? 1 : 0)),
        newest: expect.objectContaining({
          traceId: "3",
          skillName: "deploy",
          errorMessage: "order-3 not found after 5 ms",
        }),
        isNew: false,
        isRegressed: false,
        silentForDays: 1,
      },
    ]);
    const [back] = await failureGroups(stores.database, { startDate: new Date("2025-12-01") }, NOW);
    expect(back).toMatchObject({ count: 2, isNew: false, isRegressed: true, silentForDays: 76 });
    const [sinceThen] = await failureGroups(stores.database, { newSince: new Date("2025-10-01") }, NOW);
    expect(sinceThen).toMatchObject({ count: 3, isNew: true, isRegressed: false });
  });

  test("reads steps of any shape that another program may have stored", async ({ db }) => {
    const { database } = await open(db);
    await db.sql`DELETE FROM execution_traces`;
    const shapes = [{ name: "one", status: "failed" }, "text", 7, [null, [], { status: "failed" }], []];
    const named = [
      { name: 7, status: "failed" },
      { name: "ok", status: "success" },
      { name: "push", status: "failed" },
    ];
    for (const [index, steps] of [...shapes.slice(1), named].entries()) {
      await insertRows(db.sql, [
        { trace_id: `x${index}`, started_at: "2025-12-01", status: "failed", error_message: "lost", steps },
      ]);
    }
    const [group] = await failureGroups(database, {}, NOW);
    expect(group).toMatchObject({ count: 5, steps: [{ name: "push", count: 1 }] });
    await insertRows(db.sql, [
      { trace_id: "y", started_at: "2025-12-02", status: "failed", error_message: "lost", steps: shapes[0] },
    ]);
    const [withOne] = await failureGroups(database, {}, NOW);
    expect(withOne?.steps).toEqual([
      { name: "one", count: 1 },
      { name: "push", count: 1 },
    ]);
  });

  test("is empty where nothing is in range, or of that skill, or stored at all", async ({ db }) => {
    const stores = await open(db);
    const rows = toRows(fc.sample(row, { numRuns: 30, seed: 8 }));
    await store(db, stores, rows);
    const none = async (question: FailureGroupsOptions) =>
      expect(await failureGroups(stores.database, question, NOW)).toEqual([]);
    await none({ skillName: "'; DROP TABLE execution_traces; --" });
    await none({ startDate: new Date("2099-01-01"), endDate: new Date("2100-01-01") });
    await none({ startDate: new Date(-8.64e15), endDate: new Date(0) });
    await none({ startDate: new Date("2099-01-01") });
    await none({ startDate: new Date(8.64e15) });
    await none({ endDate: new Date(-8.64e15) });
    await none({ startDate: new Date("9999-01-01"), endDate: new Date(8.64e15) });
    const all = { startDate: new Date(-8.64e15), endDate: new Date(8.64e15), limit: 1000 };
    expect(plain(await failureGroups(stores.database, all, NOW))).toEqual(bruteForceGroups(rows, all, NOW));
    await db.sql`DELETE FROM execution_traces`;
    await none({});
  });

  test.for<[string, unknown]>([
    ["a skill name that is empty", { skillName: "" }],
    ["a skill name with a NUL", { skillName: "a\u0000b" }],
    ["a skill name that is no text", { skillName: 7 }],
    ["an unknown order", { orderBy: "size; DROP TABLE execution_traces" }],
    ["an order that an object has", { orderBy: "constructor" }],
    ["a negative limit", { limit: -1 }],
    ["a limit that is no integer", { limit: 1.5 }],
    ["a negative silence", { silentDays: -1 }],
    ["a silence that is no number", { silentDays: Number.NaN }],
    ["a start after the end", { startDate: new Date(2), endDate: new Date(1) }],
    ["an invalid start", { startDate: new Date(Number.NaN) }],
    ["an invalid end", { endDate: "2025-11-16" }],
    ["an invalid moment since when groups are new", { newSince: new Date(Number.NaN) }],
  ])("refuses %s", async ([, question], { db }) => {
    const { database } = await open(db);
    await expect(failureGroups(database, question as FailureGroupsOptions, NOW)).rejects.toThrow(
      InvalidArgumentError,
    );
  });
});
