import { uuidV7 } from "@steptrace/core";
import { openDatabase, TraceStorage } from "@steptrace/postgres-store";
import { explain, explainRun, PLAN_MODES, type TestDatabase } from "@steptrace/test-utils";
import { describe, expect, onTestFinished } from "vitest";
import { selectRunKeys, selectRuns } from "../src/comparison/select-runs.js";
import { selectNewest } from "../src/list-traces.js";
import { selectBySkill } from "../src/query-by-skill.js";
import { selectUnfilled } from "../src/similar/select-unfilled.js";
import type { TimeBounds } from "../src/time-range.js";
import { timesOfPrefix } from "../src/times-of-prefix.js";
import { SUMMARY_COLUMNS } from "../src/trace-summary.js";
import { makeMonths } from "./support/make-months.js";
import { queryTest as test } from "./support/query-test.js";

const MONTHS = ["2025-07", "2025-08", "2025-09", "2025-10", "2025-11", "2025-12"];
const BOUNDS = { startDate: new Date("2025-10-20"), endDate: new Date("2025-11-10") };

/** A year's half of traces of 200 skills, one every five minutes, a ninth of them failures. */
async function fill(db: TestDatabase): Promise<ReturnType<typeof openDatabase>> {
  const database = openDatabase(db.url);
  onTestFinished(() => database.close());
  const [row] = await db.sql`SELECT count(*)::int AS count FROM execution_traces`;
  if (row?.["count"] > 0) return database;
  await using storage = new TraceStorage(db.url);
  await makeMonths(storage, MONTHS);
  for (const month of MONTHS) {
    await db.sql`
      INSERT INTO execution_traces (trace_id, started_at, skill_name, execution_id, status, error_message)
      SELECT gen_random_uuid()::text, ${`${month}-01`}::text::timestamp + n * interval '5 minutes', 'skill-' || n % 200, 'exec-' || n,
             CASE WHEN n % 9 = 0 THEN 'failed' ELSE 'success' END, CASE WHEN n % 9 = 0 THEN 'connection refused ' || n END
        FROM generate_series(1, 8000) AS n`;
  }
  await db.sql`ANALYZE execution_traces`;
  return database;
}

const unfilled = (bounds: TimeBounds) => ({
  columns: SUMMARY_COLUMNS,
  skillName: undefined,
  bounds,
  pageSize: 500,
});
const months = (...names: readonly string[]) => names.map((name) => `execution_traces_${name}`);

describe.each(PLAN_MODES)("with %s", (mode) => {
  test("queryBySkill reads the skill's index of the months in range", async ({ db }) => {
    const database = await fill(db);
    const plan = await explain(db, mode, selectBySkill(database, "skill-7", BOUNDS, 100));
    expect(plan.relations).toEqual(months("2025_10", "2025_11"));
    expect(plan.indexes).toEqual(["execution_traces_skill_started_idx"]);
    expect(plan.nodes).not.toContain("Seq Scan");
  });

  test("runs of a skill are looked for in its index, of the months in range, a page after the other", async ({
    db,
  }) => {
    const database = await fill(db);
    const after = { started_at: "2025-11-05T00:00:00.000000Z", trace_id: "x" };
    for (const place of [undefined, after]) {
      const filter = { skillName: "skill-7", bounds: BOUNDS, after: place };
      const plan = await explain(db, mode, selectRunKeys(database, filter, 25));
      expect(plan.relations).toEqual(months("2025_10", "2025_11"));
      expect(plan.indexes).toEqual(["execution_traces_skill_started_idx"]);
      expect(plan.nodes).not.toContain("Seq Scan");
    }
  });

  test("runs before another are not looked for in the months after it", async ({ db }) => {
    const database = await fill(db);
    const after = { started_at: "2025-09-05T00:00:00.000000Z", trace_id: "x" };
    const plan = await explain(
      db,
      mode,
      selectRunKeys(database, { skillName: "skill-7", bounds: {}, after }, 25),
    );
    expect(plan.relations).toEqual(months("2025_07", "2025_08", "2025_09"));
    expect(plan.indexes).toEqual(["execution_traces_skill_started_idx"]);
  });

  test("runs are read by their keys, of the months that these are in", async ({ db }) => {
    const database = await fill(db);
    const keys = Array.from({ length: 25 }, (_, index) => ({
      trace_id: `run-${index}`,
      started_at: `2025-11-05T00:00:${index + 10}.000000Z`,
    }));
    const plan = await explainRun(db, mode, selectRuns(database, keys));
    expect(plan.relations).toEqual(months("2025_11"));
    expect(plan.sequential).toEqual([]);
  });

  test("findSimilarFailures reads failures that nothing else finds by their own index, of the months in range, a page after the other", async ({
    db,
  }) => {
    const database = await fill(db);
    const after = { started_at: "2025-11-05T00:00:00.000000Z", trace_id: "x" } as never;
    for (const place of [undefined, after]) {
      const plan = await explain(db, mode, selectUnfilled(database, unfilled(BOUNDS), place));
      expect(plan.relations).toEqual(months("2025_10", "2025_11"));
      expect(plan.indexes).toEqual(["execution_traces_unfilled_idx"]);
      expect(plan.nodes).not.toContain("Seq Scan");
    }
  });

  test("findSimilarFailures does not read the months after its page again", async ({ db }) => {
    const database = await fill(db);
    const after = { started_at: "2025-09-05T00:00:00.000000Z", trace_id: "x" } as never;
    const { relations } = await explain(db, mode, selectUnfilled(database, unfilled({}), after));
    expect(relations).not.toContain("execution_traces_2025_10");
    expect(relations).toContain("execution_traces_2025_09");
  });

  test("listTraces reads the index of times from the newest on", async ({ db }) => {
    const database = await fill(db);
    const plan = await explain(db, mode, selectNewest(database, {}, 100));
    expect(plan.nodes).not.toContain("Sort");
    expect(plan.nodes).not.toContain("Seq Scan");
    expect(plan.indexes).toEqual(["execution_traces_started_idx"]);
    // One month after the other, and no more of them than it needs: not merged.
    expect(plan.nodes).toContain("Append");
    expect(plan.nodes).not.toContain("Merge Append");
  });

  test("listTraces of an execution reads the executions' index", async ({ db }) => {
    const database = await fill(db);
    const plan = await explain(db, mode, selectNewest(database, { executionId: "exec-7", ...BOUNDS }, 100));
    expect(plan.indexes).toEqual(["execution_traces_execution_idx"]);
    expect(plan.nodes).not.toContain("Seq Scan");
  });

  test("listTraces by the beginning of a UUIDv7 reads the time that it says", async ({ db }) => {
    const database = await fill(db);
    const traceIdPrefix = uuidV7(Date.parse("2025-11-03")).slice(0, 8);
    const filter = { traceIdPrefix, times: timesOfPrefix(traceIdPrefix) };
    const plan = await explain(db, mode, selectNewest(database, filter, 100));
    expect(plan.relations).toEqual(months("2025_11"));
    expect(plan.indexes).toEqual(["execution_traces_started_idx"]);
    expect(plan.nodes).not.toContain("Seq Scan");
  });

  test("listTraces of a skill reads the skill's index", async ({ db }) => {
    const database = await fill(db);
    const plan = await explain(db, mode, selectNewest(database, { skillName: "skill-7", ...BOUNDS }, 100));
    expect(plan.relations).toEqual(months("2025_10", "2025_11"));
    expect(plan.indexes).toEqual(["execution_traces_skill_started_idx"]);
  });
});
