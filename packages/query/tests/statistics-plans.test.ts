import { type Database, openDatabase, TraceStorage } from "@steptrace/postgres-store";
import { explain, PLAN_MODES, type TestDatabase } from "@steptrace/test-utils";
import type { SQL } from "drizzle-orm";
import { describe, expect, onTestFinished } from "vitest";
import { type StatisticsQuestion, selectStatistics } from "../src/statistics/select-statistics.js";
import { selectSlowest } from "../src/statistics/slowest.js";
import { makeMonths } from "./support/make-months.js";
import { queryTest as test } from "./support/query-test.js";

const MONTHS = ["2025-07", "2025-08", "2025-09", "2025-10", "2025-11", "2025-12"];
const RANGE = { from: Date.parse("2025-08-03T04:30:00Z"), to: Date.parse("2025-11-10T20:30:00Z") };
/** Indexes by which traces are found that statistics do not hold, of skills and of all. */
const INDEXES = [
  "execution_traces_skill_started_idx",
  "execution_traces_started_idx",
  "execution_traces_uncounted_idx",
];

/** A year's half of traces of 200 skills, one every five minutes, all but some counted; and statistics, which say nothing. */
async function fill(db: TestDatabase): Promise<Database> {
  const database = openDatabase(db.url);
  onTestFinished(() => database.close());
  const [row] = await db.sql`SELECT count(*)::int AS count FROM steptrace_statistics`;
  if (row?.["count"] > 0) return database;
  await using storage = new TraceStorage(db.url);
  await makeMonths(storage, MONTHS);
  for (const month of MONTHS) {
    await db.sql`
      INSERT INTO execution_traces (trace_id, started_at, skill_name, status, total_duration_ms, counted)
      SELECT gen_random_uuid()::text, ${`${month}-01`}::text::timestamp + n * interval '5 minutes', 'skill-' || n % 200,
             'success', n, CASE WHEN n % 50 > 0 THEN true END
        FROM generate_series(1, 8000) AS n`;
  }
  for (const period of ["hour", "day", "month"]) {
    await db.sql`
      INSERT INTO steptrace_statistics (skill_name, period, period_start, is_held, traces, steps)
      SELECT 'skill-' || skill, ${period}, start, ${period} <> 'month' AND start < '2025-12-01', '[]', '[]'
        FROM generate_series(1, 50) AS skill
       CROSS JOIN generate_series(timestamp '2025-07-01', '2025-12-31', ${`1 ${period}`}::text::interval) AS start`;
  }
  await db.sql`VACUUM ANALYZE`;
  return database;
}

function statement(database: Database, question: Partial<StatisticsQuestion>): SQL {
  const whole = {
    range: RANGE,
    longest: "month",
    skillName: "skill-7",
    withSteps: true,
    ...question,
  } as const;
  return selectStatistics(database, whole) as SQL;
}

describe.each(PLAN_MODES)("with %s", (mode) => {
  test("statistics are read by their indexes, and traces that they do not hold by theirs, of the months in range", async ({
    db,
  }) => {
    const database = await fill(db);
    for (const skillName of ["skill-7", undefined]) {
      for (const longest of ["hour", "day", "month"] as const) {
        const plan = await explain(db, mode, statement(database, { skillName, longest }));
        expect(plan.sequential).toEqual([]);
        expect(INDEXES).toEqual(expect.arrayContaining([...plan.indexes]));
        const months = plan.relations.filter((name) => name.startsWith("execution_traces"));
        expect(months).toEqual(["08", "09", "10", "11"].map((month) => `execution_traces_2025_${month}`));
      }
    }
  });

  test("the slowest traces are looked for by the index of the skill's times, on the days that have some", async ({
    db,
  }) => {
    const database = await fill(db);
    const day = Date.parse("2025-10-07");
    const question = {
      range: RANGE,
      days: [{ skillName: "skill-7", days: [day, day + 86_400_000] }],
      leastMs: 100,
      limit: 10,
    };
    const plan = await explain(db, mode, selectSlowest(database, question));
    expect(plan.relations).toEqual(["execution_traces_2025_10"]);
    expect(plan.indexes).toEqual(["execution_traces_skill_started_idx"]);
    expect(plan.sequential).toEqual([]);
  });
});
