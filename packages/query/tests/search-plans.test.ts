import { hashText } from "@steptrace/core";
import { type Database, maintainPartitions, openDatabase, TraceStorage } from "@steptrace/postgres-store";
import { explain, explainRun, type Plan, type TestDatabase } from "@steptrace/test-utils";
import type { SQL } from "drizzle-orm";
import { describe, expect, onTestFinished } from "vitest";
import { conditionsOf, type Search } from "../src/search/conditions.js";
import { selectUnread } from "../src/search/find-unread.js";
import { requireFilter, type SearchFilters } from "../src/search/search-filter.js";
import { selectMatching } from "../src/search/select-matching.js";
import { selectInOrder, selectWalk } from "../src/search/select-pages.js";
import { readTextMatch, selectSignatures } from "../src/search/text-match.js";
import { makeMonths } from "./support/make-months.js";
import { queryTest as test } from "./support/query-test.js";

const MONTHS = ["2025-09", "2025-10", "2025-11", "2025-12"];
const BOUNDS = { startDate: new Date("2025-10-20"), endDate: new Date("2025-11-10") };
const IN_RANGE = ["execution_traces_2025_10", "execution_traces_2025_11"];
/** These statements are planned for their values, and never for their kind. */
const MODE = "force_custom_plan";
const DEPTH = 2000;

/** Thousands of traces a month, of hundreds of sets of step names; each with a number of its own in one, and in its metadata. */
async function fill({ url, sql }: TestDatabase): Promise<Database> {
  const database = openDatabase(url);
  onTestFinished(() => database.close());
  const [row] = await sql`SELECT count(*)::int AS count FROM steptrace_texts`;
  if (row?.["count"] > 100) return database;
  await using storage = new TraceStorage(url);
  await makeMonths(storage, MONTHS);
  for (const month of MONTHS) {
    await sql`
      INSERT INTO execution_traces (trace_id, started_at, skill_name, execution_id, total_duration_ms, status, error_message, metadata, steps)
      SELECT gen_random_uuid()::text, ${`${month}-01`}::text::timestamp + n * interval '5 minutes', 'skill-' || n % 200, 'exec-' || n, n,
             CASE WHEN n % 9 = 0 THEN 'failed' WHEN n % 1000 = 1 THEN 'running' WHEN n % 1000 = 2 THEN NULL ELSE 'success' END,
             CASE WHEN n % 9 = 0 THEN 'connection refused ' || n END,
             jsonb_build_object('order', n, 'env', CASE WHEN n % 2 = 0 THEN 'a' ELSE 'b' END, 'blob', repeat(md5(n::text), 9)),
             jsonb_build_array(jsonb_build_object('name', 'load ' || translate((n % 500)::text, '0123456789', 'abcdefghij')),
                               jsonb_build_object('name', 'send order-' || 1000 + n))
        FROM generate_series(1, 5000) AS n`;
  }
  await maintainPartitions(database, { aheadMonths: 0, isDryRun: false, waitMs: 10_000, now: new Date() });
  await sql`VACUUM ANALYZE`;
  return database;
}

function searchOf(filters: SearchFilters): Search {
  const effort = {
    now: new Date("2025-11-10"),
    depthFactor: 100,
    leastDepth: DEPTH,
    mostNamed: 1000,
    pageSize: 500,
  };
  return { filter: requireFilter({ ...BOUNDS, ...filters }), after: undefined, count: 101, effort };
}

/** By the indexes: the part of a search for what is rare. */
async function matching(database: Database, filters: SearchFilters): Promise<SQL> {
  const search = searchOf(filters);
  const { ordered, rest } = conditionsOf(search.filter);
  const { words } = search.filter;
  const match = words === undefined ? undefined : await readTextMatch(database, words, 1000);
  return selectMatching(database, search, search.filter.bounds, [...ordered, ...rest], match);
}

function tracesOf(names: readonly string[]): readonly string[] {
  return names.filter((name) => name.startsWith("execution_traces"));
}

function expectIndexed(plan: Plan, ...indexes: readonly string[]): void {
  expect(tracesOf(plan.relations)).toEqual(IN_RANGE);
  expect(plan.sequential).toEqual([]);
  expect(plan.indexes).toEqual(expect.arrayContaining([...indexes]));
}

describe("searchTraces reads the months in range alone, and", () => {
  test.for<[string, SearchFilters, string]>([
    ["nothing", {}, "execution_traces_started_idx"],
    ["a skill", { skillName: "skill-7" }, "execution_traces_skill_started_idx"],
    ["a status", { status: "failed" }, "execution_traces_status_idx"],
    ["an execution", { executionId: "exec-7" }, "execution_traces_execution_idx"],
  ])("of %s the newest by an index, which are enough", async ([, filters, index], { db }) => {
    const search = searchOf(filters);
    const conditions = conditionsOf(search.filter);
    expect(conditions.rest).toEqual([]);
    const plan = await explain(db, MODE, selectWalk(await fill(db), search, conditions, search.count));
    expectIndexed(plan, index);
  });

  test.for<[string, SearchFilters]>([
    ["a duration", { minDuration: 10 }],
    ["metadata", { metadata: { env: "a" } }],
    ["a skill and a status", { skillName: "skill-7", status: "failed" }],
  ])("for %s some of the newest first, by the index of times or the skill's", async ([, filters], { db }) => {
    const search = searchOf(filters);
    const plan = await explain(
      db,
      MODE,
      selectWalk(await fill(db), search, conditionsOf(search.filter), DEPTH),
    );
    expectIndexed(plan);
    expect(["execution_traces_started_idx", "execution_traces_skill_started_idx"]).toEqual(
      expect.arrayContaining([...plan.indexes]),
    );
  });

  test.for<[string, SearchFilters, readonly string[]]>([
    ["a rare duration", { minDuration: 4990, maxDuration: 4999 }, ["execution_traces_duration_idx"]],
    ["rare metadata", { metadata: { order: 4711 } }, ["execution_traces_metadata_idx"]],
    ["what runs", { status: "running" }, ["execution_traces_status_idx"]],
    ["words of steps", { text: "load bcd" }, ["execution_traces_text_idx"]],
    ["a number", { text: "order-4711" }, ["execution_traces_text_token_idx", "execution_traces_token_idx"]],
    [
      "a word with a digit",
      { text: "refused 99" },
      ["execution_traces_text_token_idx", "execution_traces_token_idx"],
    ],
    ["words and a skill", { text: "load bcd", skillName: "skill-7" }, []],
    ["all together", { text: "load", status: "failed", minDuration: 100, metadata: { order: 4711 } }, []],
  ])("%s by the index of that", async ([, filters, indexes], { db }) => {
    const database = await fill(db);
    expectIndexed(await explain(db, MODE, await matching(database, filters)), ...indexes);
  });

  test("what is not indexed by its words yet by the index of that", async ({ db }) => {
    const plan = await explain(db, MODE, selectUnread(await fill(db), searchOf({ text: "load" }), 500));
    expectIndexed(plan, "execution_traces_unread_idx");
  });

  test("what was found by its keys", async ({ db }) => {
    const places = ["2025-10-25", "2025-11-05"].map((day) => ({
      trace_id: "x",
      started_at: `${day}T00:00:00.000000Z`,
    }));
    expectIndexed(await explainRun(db, MODE, selectInOrder(await fill(db), places, 101)));
  });
});

test("searchTraces reads the signatures that have words by their index", async ({ db }) => {
  const words = { fixed: [hashText("bcd")], mixed: [], numbers: [] };
  const plan = await explain(db, MODE, selectSignatures(await fill(db), words, 1001));
  expect(plan.nodes).toContain("Bitmap Index Scan");
  expect(plan.sequential).toEqual([]);
});
