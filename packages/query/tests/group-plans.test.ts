import { type Database, maintainPartitions, openDatabase, TraceStorage } from "@steptrace/postgres-store";
import { explainRun, type Plan, type TestDatabase } from "@steptrace/test-utils";
import type { SQL } from "drizzle-orm";
import { describe, expect, onTestFinished } from "vitest";
import { UNFILLED_COLUMNS } from "../src/groups/count-groups.js";
import { selectOfGroup } from "../src/groups/failures-of-group.js";
import { requireQuestion, toSearch } from "../src/groups/group-search.js";
import { GroupTally } from "../src/groups/group-tally.js";
import { selectCounts } from "../src/groups/select-counts.js";
import { selectExamples, selectFailedSteps } from "../src/groups/select-examples.js";
import { selectMoments } from "../src/groups/select-moments.js";
import { selectOldest } from "../src/groups/select-oldest.js";
import { selectSkills } from "../src/groups/select-skills.js";
import { selectSlices } from "../src/groups/select-slices.js";
import { selectUnfilled } from "../src/similar/select-unfilled.js";
import { makeMonths } from "./support/make-months.js";
import { queryTest as test } from "./support/query-test.js";

const MONTHS = ["2025-08", "2025-09", "2025-10", "2025-11", "2025-12"];
const RANGE = { startDate: new Date("2025-10-20"), endDate: new Date("2025-11-10") };
const IN_RANGE = ["execution_traces_2025_10", "execution_traces_2025_11"];
const search = toSearch(requireQuestion({ ...RANGE, orderBy: "firstSeen" }, RANGE.endDate), RANGE.startDate);

/** Thousands of traces a month, every second a failure, of 26 groups. */
async function fill({ url, sql }: TestDatabase): Promise<Database> {
  const database = openDatabase(url);
  onTestFinished(() => database.close());
  const [row] = await sql`SELECT count(*)::int AS count FROM execution_traces`;
  if (row?.["count"] > 0) return database;
  await using storage = new TraceStorage(url);
  await makeMonths(storage, MONTHS);
  for (const month of MONTHS) {
    await sql`
      INSERT INTO execution_traces (trace_id, started_at, skill_name, status, error_message)
      SELECT gen_random_uuid()::text, ${`${month}-01`}::text::timestamp + n * interval '5 minutes', 'skill-' || n % 50,
             CASE n % 2 WHEN 0 THEN 'failed' ELSE 'success' END,
             CASE n % 2 WHEN 0 THEN chr(97 + (n / 2) % 26) || ' failed after ' || n || ' ms' END
        FROM generate_series(1, 8000) AS n`;
  }
  await maintainPartitions(database, { aheadMonths: 0, isDryRun: false, waitMs: 10_000, now: new Date() });
  await sql`VACUUM ANALYZE execution_traces`;
  return database;
}

/** Planned for its values, as these statements are. */
async function planOf(db: TestDatabase, statement: SQL): Promise<Plan> {
  const plan = await explainRun(db, "force_custom_plan", statement);
  expect(plan.sequential).toEqual([]);
  return plan;
}

async function someGroups({ sql }: TestDatabase): Promise<readonly string[]> {
  const rows = await sql`SELECT DISTINCT failure_group::text AS hash FROM execution_traces
                          WHERE failure_group IS NOT NULL ORDER BY hash LIMIT 3`;
  return rows.map(({ hash }) => hash);
}

describe("failuresOfGroup", () => {
  test("reads the index of the group from the page's beginning on, in the months in range", async ({
    db,
  }) => {
    const database = await fill(db);
    const [group = ""] = await someGroups(db);
    const after = { started_at: "2025-11-05T12:00:00.000000Z", trace_id: "m" };
    const page = { group, skillName: undefined, bounds: RANGE, after, count: 51 };
    const plan = await planOf(db, selectOfGroup(database, page));
    expect(plan.indexes).toEqual(["execution_traces_group_idx"]);
    expect(plan.relations).toEqual(IN_RANGE);
  });
});

describe("failureGroups", () => {
  test("finds the oldest failure at the end of an index", async ({ db }) => {
    const plan = await planOf(db, selectOldest(await fill(db)));
    expect(plan.indexes).toEqual(["execution_traces_failure_idx"]);
    expect(plan.relations).toEqual(["execution_traces_2025_08"]);
  });

  test("reads failures that are not filled in by the index of these", async ({ db }) => {
    const selection = { columns: UNFILLED_COLUMNS, skillName: undefined, bounds: {}, pageSize: 1000 };
    const plan = await planOf(db, selectUnfilled(await fill(db), selection, undefined));
    expect(plan.indexes).toEqual(["execution_traces_unfilled_idx"]);
  });

  test("counts the groups of the months in range by an index", async ({ db }) => {
    const byCount = { ...search, orderBy: "count" } as const;
    const plan = await planOf(db, selectCounts(await fill(db), byCount, new GroupTally(search)));
    expect(plan.relations).toEqual(IN_RANGE);
  });

  test("counts those of a skill by an index, of the months in range", async ({ db }) => {
    const ofSkill = { ...search, orderBy: "count", skillName: "skill-8" } as const;
    const plan = await planOf(db, selectCounts(await fill(db), ofSkill, new GroupTally(ofSkill)));
    expect(plan.relations).toEqual(IN_RANGE);
  });

  test("reads what was first seen from the oldest month on, until it is found", async ({ db }) => {
    const plan = await planOf(db, selectCounts(await fill(db), search, new GroupTally(search)));
    expect(plan.indexes).toContain("execution_traces_group_idx");
    expect(plan.relations).toEqual(["execution_traces_2025_08", ...IN_RANGE]);
  });

  test("counts what was tallied and lacks its columns still by the index of these", async ({ db }) => {
    const database = await fill(db);
    const tally = new GroupTally(search);
    const started_at = "2025-11-05T00:00:00.000000Z";
    tally.offer({ trace_id: "x", started_at, skill_name: "skill-1", error_message: "new" });
    const plan = await planOf(db, selectCounts(database, { ...search, orderBy: "lastSeen" }, tally));
    expect(plan.indexes).toEqual(
      expect.arrayContaining(["execution_traces_group_idx", "execution_traces_unfilled_idx"]),
    );
  });

  test("finds the moments of groups in the index, of the months on either side", async ({ db }) => {
    const plan = await planOf(db, selectMoments(await fill(db), search, await someGroups(db)));
    expect(plan.indexes).toEqual(["execution_traces_group_idx"]);
    // The first is in the oldest month, and the last before the range in its own: none between is read. Months ahead are empty.
    expect(plan.relations.filter((name) => name.includes("_2025_"))).toEqual([
      "execution_traces_2025_08",
      "execution_traces_2025_10",
      "execution_traces_2025_12",
    ]);
  });

  test("counts slices and skills of groups out of the index, of the months in range", async ({ db }) => {
    const database = await fill(db);
    const groups = await someGroups(db);
    const tally = new GroupTally(search);
    for (const statement of [
      selectSlices(database, search, groups),
      selectSkills(database, search, groups, tally),
    ]) {
      const plan = await planOf(db, statement);
      expect(plan.indexes).toEqual(["execution_traces_group_idx"]);
      expect(plan.relations).toEqual(IN_RANGE);
      expect(plan.nodes).toContain("Index Only Scan");
    }
  });

  test("reads the newest failures of groups in their order, and stops", async ({ db }) => {
    const plan = await planOf(db, selectExamples(await fill(db), search, await someGroups(db)));
    expect(plan.indexes).toEqual(["execution_traces_group_idx"]);
    expect(plan.relations).toEqual(["execution_traces_2025_11"]);
    expect(plan.nodes).not.toContain("Sort");
  });

  test("reads the steps of failures by their keys, of the months that these are in", async ({ db }) => {
    const keys = ["a", "b"].map((trace_id) => ({ trace_id, started_at: "2025-11-05T00:00:00.000000Z" }));
    const plan = await planOf(db, selectFailedSteps(await fill(db), keys));
    expect(plan.relations).toEqual(["execution_traces_2025_11"]);
  });
});
