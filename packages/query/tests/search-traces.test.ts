import { hasAllWords, type Trace, type TraceStatus, tokenize } from "@steptrace/core";
import { type Database, maintainPartitions, openDatabase, TraceStorage } from "@steptrace/postgres-store";
import type { TestDatabase } from "@steptrace/test-utils";
import fc from "fast-check";
import { describe, expect, onTestFinished } from "vitest";
import type { SearchFilters } from "../src/index.js";
import type { Effort } from "../src/search/conditions.js";
import { searchTraces } from "../src/search/search-traces.js";
import { containsJson } from "./support/contains-json.js";
import { makeMonths } from "./support/make-months.js";
import { queryTest as test } from "./support/query-test.js";

const NOW = new Date("2026-01-10");
const WORDS = [
  "load",
  "Load",
  "customers",
  "ΟΔΟΣ",
  "step-1",
  "k8s",
  "42",
  "order-4711",
  "4712",
  "step-1:",
  "'load'",
  "(4712),",
  "{a,b}",
  '"',
  "\\",
  "NULL",
  "é👍",
];
const phrase = fc
  .array(fc.constantFrom(...WORDS), { minLength: 1, maxLength: 3 })
  .map((some) => some.join(" "));
const metadata = fc.record(
  {
    user: fc.constantFrom("ada", "bob", 7, null, true),
    tags: fc.array(fc.constantFrom("x", "y", 1), { maxLength: 2 }),
    nested: fc.record({ deep: fc.constantFrom("a", "b") }, { requiredKeys: [] }),
  },
  { requiredKeys: [] },
);
/** How a row comes into the table. */
const KINDS = ["ours", "foreign", "maintained"] as const;
const row = fc.record({
  kind: fc.constantFrom(...KINDS),
  moment: fc.constantFrom(
    "2025-11-03T00:00:00.000",
    "2025-11-20T10:00:00.000",
    "2025-12-01T00:00:00.000",
    "2025-12-01T00:00:00.001",
    "2025-12-15T12:00:00.000",
  ),
  micros: fc.constantFrom("000", "001"),
  skill: fc.constantFrom("etl", "build"),
  status: fc.constantFrom<TraceStatus | null>("success", "success", "failed", "timeout", "running", null),
  execution: fc.constantFrom(undefined, "exec-1", "exec-2"),
  duration: fc.constantFrom(null, 0, 5, 5000, 2_147_483_647),
  message: fc.option(phrase, { nil: undefined }),
  names: fc.array(phrase, { maxLength: 3 }),
  metadata: fc.option(metadata, { freq: 9 }),
});
type Row = typeof row extends fc.Arbitrary<infer T> ? T : never;

const filterValues = {
  skillName: fc.constantFrom("etl", "build", "none"),
  status: fc.constantFrom<TraceStatus>("success", "failed", "timeout", "running"),
  executionId: fc.constantFrom("exec-1", "exec-3"),
  minDuration: fc.constantFrom(0, 0.5, 5),
  maxDuration: fc.constantFrom(5, 5.9, 1e300),
  metadata,
  startDate: fc.constantFrom(new Date("2025-11-10"), new Date("2025-12-01")),
  endDate: fc.constantFrom(new Date("2025-12-01"), new Date("2025-12-20")),
};
const text = fc
  .array(fc.constantFrom(...WORDS, "absent", "77"), { minLength: 1, maxLength: 2 })
  .map((words) => words.join("\t "));
/** One or two together, for more would let nothing pass. */
const filters: fc.Arbitrary<SearchFilters> = fc
  .tuple(
    fc.record({ text }, { requiredKeys: [], noNullPrototype: true }),
    fc.record(filterValues, { noNullPrototype: true }),
    fc.subarray(Object.keys(filterValues), { maxLength: 2 }),
  )
  .map(([words, values, keys]) => ({
    ...words,
    ...Object.fromEntries(Object.entries(values).filter(([key]) => keys.includes(key))),
  }));

/** A row as the table has it. */
interface StoredRow {
  readonly trace_id: string;
  readonly started_at: string;
  readonly skill_name: string;
  readonly status: string | null;
  readonly execution_id: string | null;
  readonly total_duration_ms: number | null;
  readonly error_message: string | null;
  readonly steps: readonly { readonly name: string }[];
  readonly metadata: unknown;
}

/** What the filters say, row by row; newest first. */
function bruteForce(rows: readonly StoredRow[], filter: SearchFilters): readonly StoredRow[] {
  const time = ({ started_at }: StoredRow) => Date.parse(`${started_at.slice(0, 23)}Z`);
  const { minDuration, maxDuration, startDate, endDate, text } = filter;
  const checks: ((row: StoredRow) => boolean)[] = [
    (one) => filter.skillName === undefined || one.skill_name === filter.skillName,
    (one) => filter.status === undefined || (one.status ?? "running") === filter.status,
    (one) => filter.executionId === undefined || one.execution_id === filter.executionId,
    (one) =>
      minDuration === undefined || (one.total_duration_ms !== null && one.total_duration_ms >= minDuration),
    (one) =>
      maxDuration === undefined || (one.total_duration_ms !== null && one.total_duration_ms <= maxDuration),
    (one) => filter.metadata === undefined || containsJson(one.metadata ?? {}, filter.metadata),
    (one) => startDate === undefined || time(one) >= startDate.getTime(),
    (one) => endDate === undefined || time(one) <= endDate.getTime(),
    (one) =>
      text === undefined ||
      hasAllWords(
        tokenize(text),
        one.error_message ?? undefined,
        one.steps.map(({ name }) => name),
      ),
  ];
  return rows
    .filter((one) => checks.every((check) => check(one)))
    .toSorted((a, b) => (keyOf(a) < keyOf(b) ? 1 : -1));
}

function keyOf({ started_at, trace_id }: StoredRow): string {
  return `${started_at} ${trace_id}`;
}

/** A database with the two months, and what stores rows of each kind in it. */
async function open({ url, sql }: TestDatabase) {
  const storage = new TraceStorage(url);
  onTestFinished(() => storage.close());
  await makeMonths(storage, ["2025-11", "2025-12"]);
  const database = openDatabase(url);
  onTestFinished(() => database.close());
  let count = 0;
  const store = async (rows: readonly Row[]): Promise<void> => {
    const ids = rows.map((_, index) => String(count + index).padStart(6, "0"));
    count += rows.length;
    const byKind = (kind: Row["kind"]) =>
      rows.flatMap((one, index) => (one.kind === kind ? [{ ...one, id: ids[index] as string }] : []));
    await insertForeign(sql, byKind("maintained"));
    if (byKind("maintained").length > 0) await maintain(database);
    await insertForeign(sql, byKind("foreign"));
    for (const one of byKind("ours")) await finalize(storage, one);
  };
  const read = async (): Promise<readonly StoredRow[]> => sql<StoredRow[]>`
    SELECT trace_id, to_char(started_at, 'YYYY-MM-DD"T"HH24:MI:SS.US') AS started_at, skill_name, status, execution_id,
           total_duration_ms, error_message, steps, metadata FROM execution_traces`;
  return { database, store, read };
}

function finalize(storage: TraceStorage, { id, ...given }: Row & { readonly id: string }) {
  const step = (name: string, durationMs: number) => ({
    name,
    timestamp: `${given.moment}000Z`,
    durationMs,
    durationUs: durationMs * 1000,
    status: "success" as const,
  });
  const trace: Trace = {
    traceId: id,
    skillName: given.skill,
    ...(given.execution !== undefined && { executionId: given.execution }),
    startedAt: new Date(`${given.moment}Z`),
    status: "running",
    steps: given.names.map((name, index) => step(name, index === 0 ? (given.duration ?? 1) : 0)),
    metadata: given.metadata ?? {},
  };
  const { status } = given;
  const final = status === null || status === "running" ? "success" : status;
  const { message } = given;
  return storage.finalizeTrace(
    trace,
    final,
    final === "success" || message === undefined ? {} : { errorMessage: message },
  );
}

/** As another system would, which knows the specification's nine columns. */
async function insertForeign(
  sql: TestDatabase["sql"],
  rows: readonly (Row & { readonly id: string })[],
): Promise<void> {
  const given = rows.map((one) => ({
    trace_id: one.id,
    started_at: one.moment + one.micros,
    skill_name: one.skill,
    status: one.status,
    total_duration_ms: one.duration,
    error_message: one.message ?? null,
    steps: one.names.map((name) => ({ name })),
    metadata: one.metadata,
  }));
  await sql`
    INSERT INTO execution_traces (trace_id, started_at, skill_name, completed_at, total_duration_ms, status, steps, error_message, metadata)
    SELECT trace_id, started_at, skill_name, started_at, total_duration_ms, status, steps, error_message, nullif(metadata, 'null')
      FROM jsonb_to_recordset(${JSON.stringify(given)}::text::jsonb) AS row
        (trace_id text, started_at timestamp, skill_name text, status text, error_message text, total_duration_ms int, steps jsonb, metadata jsonb)`;
}

function maintain(database: Database) {
  return maintainPartitions(database, { aheadMonths: 0, isDryRun: false, waitMs: 10_000, now: NOW });
}

const effort = fc.record({
  now: fc.constantFrom(new Date("2025-12-20"), NOW, new Date("2026-09-01")),
  depthFactor: fc.constantFrom(1, 100),
  leastDepth: fc.constantFrom(1, 10, 2000),
  mostNamed: fc.constantFrom(0, 2, 5000),
  pageSize: fc.constantFrom(1, 3, 500),
});

describe("searchTraces", () => {
  test("answers as looking at every trace would, page by page, whatever is stored between them", async ({
    db,
  }) => {
    const { database, store, read } = await open(db);
    const rows = (maxLength: number) => fc.array(row, { maxLength });
    const limit = fc.integer({ min: 1, max: 12 });
    const comparePages = async (
      filter: SearchFilters,
      how: Effort,
      limits: readonly number[],
      later: readonly Row[],
    ) => {
      let cursor: string | undefined;
      let last: string | undefined;
      let page = 0;
      do {
        const limit = limits[page % limits.length] as number;
        const expected = bruteForce(await read(), filter)
          .map(keyOf)
          .filter((key) => last === undefined || key < last);
        const options = { ...filter, limit, ...(cursor !== undefined && { cursor }) };
        const { items, nextCursor } = await searchTraces(database, options, how);
        const ids = expected.slice(0, limit).map((key) => key.split(" ")[1]);
        expect(items.map(({ traceId }) => traceId)).toEqual(ids);
        expect(nextCursor !== undefined).toBe(expected.length > limit);
        cursor = nextCursor;
        last = expected[items.length - 1];
        page += 1;
        if (page === 1) await store(later);
      } while (cursor !== undefined);
    };
    const question = fc.tuple(filters, effort, fc.array(limit, { minLength: 1, maxLength: 4 }), rows(4));
    const property = fc.asyncProperty(
      rows(40),
      fc.array(question, { minLength: 2, maxLength: 5 }),
      async (corpus, questions) => {
        await db.sql`TRUNCATE execution_traces`;
        await store(corpus);
        for (const [filter, how, limits, later] of questions) {
          if (filter.startDate && filter.endDate && filter.startDate > filter.endDate) continue;
          await comparePages(filter, how, limits, later);
        }
      },
    );
    await fc.assert(property, { numRuns: Number(process.env["RUNS"] ?? 15) });
  }, 240_000);
});
