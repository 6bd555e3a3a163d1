import { explain, InvalidArgumentError, jaccard, tokenize } from "@steptrace/core";
import { type Database, maintainPartitions, openDatabase, TraceStorage } from "@steptrace/postgres-store";
import type { TestDatabase } from "@steptrace/test-utils";
import fc from "fast-check";
import { describe, expect, onTestFinished } from "vitest";
import { TraceQuery } from "../src/index.js";
import { type FindSimilarOptions, findSimilarFailures } from "../src/similar/find-similar-failures.js";
import { insertRows, type Row } from "./support/insert-row.js";
import { makeMonths } from "./support/make-months.js";
import { queryTest as test } from "./support/query-test.js";

const words = [
  "connection",
  "Connection",
  "TIMEOUT",
  "timeout",
  "to",
  "database",
  "server",
  "id=1",
  "id=2",
  "0x7f",
  "é",
  "İ",
  "ﬁle",
  "{a,b}",
  '"',
  "\\",
  "NULL",
  "a%b",
  "👍",
];
const message = fc
  .array(fc.tuple(fc.constantFrom(...words), fc.constantFrom(" ", "  ", "\n", "\t", "\u00a0", "\u2003")), {
    maxLength: 8,
  })
  .map((parts) => parts.flat().join(""));
const row = fc.record({
  day: fc.integer({ min: 1, max: 28 }),
  month: fc.constantFrom("11", "12"),
  micros: fc.constantFrom("000000", "000001", "500000"),
  skill_name: fc.constantFrom("build", "deploy"),
  status: fc.constantFrom("failed", "timeout", "success", "running"),
  error_message: fc.option(message, { freq: 10 }),
});
const question = fc.record(
  {
    limit: fc.integer({ min: 0, max: 50 }),
    minSimilarity: fc.constantFrom(0, 0.1, 0.3, 0.5, 1),
    skillName: fc.constantFrom("build", "deploy"),
    startDate: fc.constantFrom(new Date("2025-11-10"), new Date("2025-12-01")),
    endDate: fc.constantFrom(new Date("2025-12-01"), new Date("2025-12-20T00:00:00.500Z")),
  },
  { requiredKeys: [] },
);

/** What the specification says, word by word: every failure in range is compared. */
function bruteForce(
  rows: readonly Required<Row>[],
  pattern: string,
  options: FindSimilarOptions,
): readonly string[] {
  const { limit = 10, minSimilarity = 0.3, skillName, startDate, endDate } = options;
  const asked = tokenize(pattern);
  if (asked.size === 0) return [];
  const instant = (moment: string) => Date.parse(`${moment.slice(0, 23)}Z`);
  return rows
    .filter(
      ({ status, error_message }) => (status === "failed" || status === "timeout") && error_message !== null,
    )
    .filter((failure) => skillName === undefined || failure.skill_name === skillName)
    .filter(({ started_at }) => startDate === undefined || instant(started_at) >= startDate.getTime())
    .filter(({ started_at }) => endDate === undefined || instant(started_at) <= endDate.getTime())
    .map((failure) => ({ ...failure, score: jaccard(asked, tokenize(failure.error_message ?? "")) }))
    .filter(({ score }) => score >= minSimilarity)
    .toSorted(
      (a, b) => b.score - a.score || compare(b.started_at, a.started_at) || compare(b.trace_id, a.trace_id),
    )
    .slice(0, limit)
    .map(({ trace_id, score }) => `${trace_id} ${score}`);
}

function compare(a: string, b: string): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}

/** How far maintenance has come with what failures are found by. */
const STATES = ["not filled in", "filled in", "packed", "partly"] as const;
type State = (typeof STATES)[number];

/** Has nothing but these rows in the table, in that state. */
async function store(
  { sql }: TestDatabase,
  database: Database,
  rows: readonly Required<Row>[],
  state: State,
): Promise<void> {
  await sql`DELETE FROM execution_traces`;
  await sql`TRUNCATE steptrace_signatures, steptrace_postings`;
  if (state === "not filled in") return insertRows(sql, rows);
  const third = Math.ceil(rows.length / 3);
  const first = state === "partly" ? rows.slice(0, third) : rows;
  await insertRows(sql, first);
  await maintain(database);
  if (state === "filled in") {
    await sql`TRUNCATE steptrace_postings`;
    await sql`UPDATE steptrace_signatures SET number = NULL`;
  }
  if (state !== "partly") return;
  const packed = await sql`SELECT signature FROM steptrace_signatures`;
  const known = packed.map(({ signature }) => signature);
  await insertRows(sql, rows.slice(third, 2 * third));
  await maintain(database);
  // As if only the filling in had been done the second time.
  await sql`UPDATE steptrace_signatures SET number = NULL WHERE NOT signature = ANY(${sql.array(known)}::bigint[])`;
  await insertRows(sql, rows.slice(2 * third));
}

function maintain(database: Database) {
  const upkeep = { aheadMonths: 0, isDryRun: false, waitMs: 10_000, now: new Date() };
  return maintainPartitions(database, upkeep);
}

async function open(url: string): Promise<TraceQuery> {
  const storage = new TraceStorage(url);
  onTestFinished(() => storage.close());
  await makeMonths(storage, ["2025-11", "2025-12"]);
  const query = new TraceQuery(url);
  onTestFinished(() => query.close());
  return query;
}

describe("findSimilarFailures", () => {
  test("answers as comparing with every failure would, order included", async ({ db }) => {
    await open(db.url);
    const database = openDatabase(db.url);
    onTestFinished(() => database.close());
    const corpus = fc.array(row, { minLength: 0, maxLength: 120 });
    const property = fc.asyncProperty(
      corpus,
      fc.array(fc.tuple(message, question), { minLength: 3, maxLength: 6 }),
      fc.constantFrom(1, 7, 5000),
      fc.constantFrom(...STATES),
      // The months are searched in one part, or in two.
      fc.constantFrom(new Date("2025-12-20"), new Date("2026-01-10"), new Date("2026-07-01")),
      async (raw, questions, pageSize, state, now) => {
        const rows = raw.map(({ day, month, micros, ...rest }, index) => ({
          ...rest,
          trace_id: String(index).padStart(5, "0"),
          started_at: `2025-${month}-${String(day).padStart(2, "0")}T00:00:00.${micros}`,
          total_duration_ms: null,
        })) as unknown as Required<Row>[];
        await store(db, database, rows, state);
        for (const [pattern, options] of questions) {
          const isBackwards = options.startDate && options.endDate && options.startDate > options.endDate;
          if (isBackwards) continue;
          const found = await findSimilarFailures(database, pattern, options, now, pageSize);
          expect(found.map(({ traceId, similarityScore }) => `${traceId} ${similarityScore}`)).toEqual(
            bruteForce(rows, pattern, options),
          );
        }
      },
    );
    await fc.assert(property, { numRuns: 60 });
  }, 120_000);

  test("answers so over a few thousand failures, and several pages", async ({ db }) => {
    const query = await open(db.url);
    await db.sql`DELETE FROM execution_traces`;
    const rows = fc.sample(fc.tuple(row, message), { numRuns: 6000, seed: 7 }).map(([raw, text], index) => ({
      trace_id: `many-${String(index).padStart(5, "0")}`,
      started_at: `2025-${raw.month}-${String(raw.day).padStart(2, "0")}T00:00:00.${raw.micros}`,
      skill_name: raw.skill_name,
      status: "failed",
      error_message: `${text} ${index % 50}`,
      total_duration_ms: null,
    })) as unknown as Required<Row>[];
    await insertRows(db.sql, rows);
    for (const pattern of ["connection timeout to database", "id=1 7", "é"]) {
      const options = { limit: 200, minSimilarity: 0.2 };
      const found = await query.findSimilarFailures(pattern, options);
      expect(found.map(({ traceId, similarityScore }) => `${traceId} ${similarityScore}`)).toEqual(
        bruteForce(rows, pattern, options),
      );
    }
  }, 60_000);

  test("finds the newer of two with the same score, also behind many of its signature that are newer still", async ({
    db,
  }) => {
    const query = await open(db.url);
    const database = openDatabase(db.url);
    onTestFinished(() => database.close());
    const at = (second: number) => new Date(Date.UTC(2025, 11, 1) + second * 1000).toISOString().slice(0, -1);
    const failure = (trace_id: string, second: number, error_message: string) =>
      ({
        trace_id,
        started_at: at(second),
        skill_name: "build",
        status: "failed",
        error_message,
      }) as Required<Row>;
    const rows = [
      failure("old", 1, "a b c 7 9"),
      failure("older", 0, "a b c 7 9"),
      failure("newer", 10, "a b c x 7"),
      ...Array.from({ length: 300 }, (_, index) =>
        failure(`other-${index}`, 100 + index, `a b c x 1${index}`),
      ),
    ];
    await store(db, database, rows, "packed");
    const found = await query.findSimilarFailures("a b c 7", { limit: 2 });
    expect(found.map(({ traceId, similarityScore }) => `${traceId} ${similarityScore}`)).toEqual([
      "newer 0.8",
      "old 0.8",
    ]);
    expect(bruteForce(rows, "a b c 7", { limit: 2 })).toEqual(["newer 0.8", "old 0.8"]);
  });

  test("explains each answer, and gives the summary with it", async ({ db }) => {
    const query = await open(db.url);
    await db.sql`DELETE FROM execution_traces`;
    const error_message = "Connection timeout to database server";
    await insertRows(db.sql, [
      {
        trace_id: "x",
        started_at: "2025-11-16T10:30:00",
        status: "failed",
        error_message,
        total_duration_ms: 9,
      },
    ]);
    expect(await query.findSimilarFailures("timeout database connection")).toEqual([
      {
        traceId: "x",
        skillName: "docker-build",
        startedAt: new Date("2025-11-16T10:30:00Z"),
        completedAt: new Date("2025-11-16T10:30:00Z"),
        totalDurationMs: 9,
        status: "failed",
        errorMessage: error_message,
        similarityScore: 3 / 5,
        ...explain(tokenize("timeout database connection"), tokenize(error_message)),
      },
    ]);
    const [answer] = await query.findSimilarFailures("timeout database connection lost");
    expect(answer).toMatchObject({
      sharedTokens: ["timeout", "database", "connection"],
      questionTokens: ["lost"],
      failureTokens: ["to", "server"],
    });
  });

  test("finds the failures like that of a trace, without itself", async ({ db }) => {
    const query = await open(db.url);
    await db.sql`DELETE FROM execution_traces`;
    const at = (trace_id: string, error_message: string | null, started_at = "2025-11-16T10:30:00") => ({
      trace_id,
      started_at,
      error_message,
      status: "failed",
    });
    await insertRows(db.sql, [
      at("same", "disk full on /dev/sda", "2025-11-17T10:30:00"),
      at("asked", "disk full on /dev/sda"),
      at("alike", "disk full on /dev/sdb"),
      at("other", "no such host"),
      at("silent", null),
    ]);
    const idsLike = async (traceId: string, options?: FindSimilarOptions) =>
      (await query.findFailuresLike(traceId, options))?.map((failure) => failure.traceId);
    expect(await idsLike("asked")).toEqual(["same", "alike"]);
    expect(await idsLike("asked", { limit: 1 })).toEqual(["same"]);
    expect(await idsLike("silent")).toEqual([]);
    expect(await idsLike("nobody")).toBeUndefined();
    await expect(query.findFailuresLike("asked", { limit: -1 })).rejects.toThrow(InvalidArgumentError);
    await expect(query.findFailuresLike("")).rejects.toThrow(InvalidArgumentError);
  });

  test("takes the least score as inclusive, from 0 to 1", async ({ db }) => {
    const query = await open(db.url);
    await db.sql`DELETE FROM execution_traces`;
    const at = (trace_id: string, error_message: string | null, status = "failed") => ({
      trace_id,
      error_message,
      status,
      started_at: "2025-11-16T10:30:00",
    });
    await insertRows(db.sql, [
      at("three-tenths", "a b c x1 x2 x3 x4 x5 x6 x7"),
      at("less", "a b c x1 x2 x3 x4 x5 x6 x7 x8"),
      at("equal", "C b A"),
      at("nothing shared", "y"),
      at("empty", " "),
      at("timed out", "a b c", "timeout"),
      at("success", "a b c", "success"),
      at("none", null),
    ]);
    const ids = async (options: FindSimilarOptions) =>
      (await query.findSimilarFailures("a b c", options)).map(({ traceId }) => traceId);
    expect(await ids({})).toEqual(["timed out", "equal", "three-tenths"]);
    expect(await ids({ minSimilarity: 1 })).toEqual(["timed out", "equal"]);
    expect(await ids({ minSimilarity: 0 })).toEqual([
      "timed out",
      "equal",
      "three-tenths",
      "less",
      "nothing shared",
      "empty",
    ]);
    expect(await ids({ minSimilarity: 0.31 })).toEqual(["timed out", "equal"]);
    expect(await ids({ limit: 0 })).toEqual([]);
  });

  test("finds nothing for an empty question, and bears one of a megabyte", async ({ db }) => {
    const query = await open(db.url);
    await db.sql`DELETE FROM execution_traces`;
    const long = Array.from({ length: 150_000 }, (_, index) => `w${index}`).join(" ");
    await insertRows(db.sql, [
      { trace_id: "x", started_at: "2025-11-16T10:30:00", status: "failed", error_message: "w1 w2" },
    ]);
    for (const empty of ["", " ", "\n\t "])
      expect(await query.findSimilarFailures(empty, { minSimilarity: 0 })).toEqual([]);
    expect(await query.findSimilarFailures(long)).toEqual([]);
    expect(await query.findSimilarFailures(long, { minSimilarity: 0 })).toHaveLength(1);
    expect(await query.findSimilarFailures("w1\u0000w2 w1 \ud800", { minSimilarity: 0.25 })).toHaveLength(1);
  });

  test.for<[string, unknown, FindSimilarOptions]>([
    ["no question", undefined, {}],
    ["a question that is no text", 7, {}],
    ["a negative limit", "x", { limit: -1 }],
    ["a score under 0", "x", { minSimilarity: -0.1 }],
    ["a score over 1", "x", { minSimilarity: 1.1 }],
    ["a score that is no number", "x", { minSimilarity: Number.NaN }],
    ["an empty skill name", "x", { skillName: "" }],
    ["a start after the end", "x", { startDate: new Date(2), endDate: new Date(1) }],
    ["an invalid start", "x", { startDate: new Date(Number.NaN) }],
    ["an invalid end, with an empty question", "", { endDate: new Date(Number.NaN) }],
  ])("refuses %s", async ([, pattern, options], { db }) => {
    const query = await open(db.url);
    await expect(query.findSimilarFailures(pattern as string, options)).rejects.toThrow(InvalidArgumentError);
  });
});
