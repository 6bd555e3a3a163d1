import {
  addMonths,
  type Clock,
  InvalidArgumentError,
  monthOf,
  monthRange,
  percentile,
  systemClock,
} from "@steptrace/core";
import {
  maintainPartitions,
  migrate,
  openDatabase,
  rebuildStatistics,
  TraceStorage,
} from "@steptrace/postgres-store";
import { createTestDatabase, type TestDatabase } from "@steptrace/test-utils";
import { describe, expect, onTestFinished } from "vitest";
import { TraceQuery } from "../src/index.js";
import { insertRows, type Row } from "./support/insert-row.js";
import { makeMonths } from "./support/make-months.js";
import { queryTest as test } from "./support/query-test.js";

const NOW = new Date("2025-11-20T12:00:00Z");
const clock: Clock = { ...systemClock, now: () => NOW.getTime() };

/** In two weeks of each of two months, a trace an hour of one skill, and one a day of another. */
const ROWS: readonly Row[] = [11, 10].flatMap((month) =>
  Array.from({ length: 14 * 24 }, (_, hour): Row => {
    const at = new Date(Date.UTC(2025, month - 1, 6, hour, 30));
    return {
      trace_id: `${month}-${hour}`,
      started_at: at.toISOString().slice(0, -1),
      skill_name: hour % 24 === 0 ? "deploy" : "build",
      status: hour % 10 === 1 ? "failed" : hour % 40 === 3 ? "timeout" : "success",
      total_duration_ms: (hour + 1) * (month === 11 ? 20 : 10),
    };
  }),
);

async function open(db: TestDatabase): Promise<TraceQuery> {
  const database = openDatabase(db.url);
  const query = new TraceQuery(db.url, { clock });
  onTestFinished(async () => {
    await Promise.all([database.close(), query.close()]);
  });
  const [row] = await db.sql`SELECT count(*)::int AS count FROM execution_traces WHERE skill_name = 'build'`;
  if (row?.["count"] > 0) return query;
  await using storage = new TraceStorage(db.url);
  await makeMonths(storage, ["2025-10", "2025-11"]);
  await insertRows(db.sql, ROWS);
  return query;
}

/** The rows of a skill that started in a range, both ends included. */
function rowsOf(skill: string, from: string, to: string): readonly Row[] {
  const at = (row: Row): number => Date.parse(`${row.started_at}Z`);
  return ROWS.filter(
    (row) => row.skill_name === skill && at(row) >= Date.parse(from) && at(row) <= Date.parse(to),
  );
}

describe("skillStats", () => {
  test("has the figures of each skill, of the last 30 days, that with the most traces first", async ({
    db,
  }) => {
    const query = await open(db);
    const [build, deploy, ...others] = await query.skillStats();
    const rows = rowsOf("build", "2025-10-21T12:00:00Z", "2025-11-20T12:00:00Z");
    const failures = rows.filter((row) => row.status !== "success");
    const durations = rows.map((row) => row.total_duration_ms as number);
    expect(others.map(({ skillName }) => skillName)).toEqual(["other"]);
    expect(deploy?.skillName).toBe("deploy");
    expect(build).toMatchObject({
      skillName: "build",
      count: rows.length,
      failures: failures.length,
      timeouts: failures.filter((row) => row.status === "timeout").length,
      failureRate: failures.length / rows.length,
      perHour: rows.length / (30 * 24),
      minMs: Math.min(...durations),
      maxMs: Math.max(...durations),
      meanMs: durations.reduce((sum, one) => sum + one, 0) / durations.length,
    });
    for (const [found, percent] of [
      [build?.p50Ms, 50],
      [build?.p90Ms, 90],
      [build?.p95Ms, 95],
      [build?.p99Ms, 99],
    ] as const) {
      const exact = percentile(durations, percent) as number;
      expect(Math.abs((found as number) - exact)).toBeLessThanOrEqual(exact * 0.01);
    }
    expect(build).not.toHaveProperty("series");
    expect(build).not.toHaveProperty("histogram");
  });

  test("takes both ends of a range that cuts hours, to the millisecond", async ({ db }) => {
    const query = await open(db);
    const count = async (startDate: string, endDate: string): Promise<number> => {
      const [stats] = await query.skillStats({
        skillName: "build",
        startDate: new Date(startDate),
        endDate: new Date(endDate),
      });
      return stats?.count ?? 0;
    };
    expect(await count("2025-11-07T01:30:00.000Z", "2025-11-07T03:30:00.000Z")).toBe(3);
    expect(await count("2025-11-07T01:30:00.001Z", "2025-11-07T03:29:59.999Z")).toBe(1);
    expect(await count("2025-11-07T01:30:00Z", "2025-11-07T01:30:00Z")).toBe(1);
    expect(await count("2025-11-07T01:31:00Z", "2025-11-07T01:50:00Z")).toBe(0);
  });

  test.for([
    ["hour", "2025-11-06T01:00:00Z", 13 * 24 - 13],
    ["day", "2025-11-06T00:00:00Z", 14],
    ["week", "2025-11-03T00:00:00Z", 3],
    ["month", "2025-11-01T00:00:00Z", 1],
  ] as const)("gives the figures by the %s", async ([bucket, first], { db }) => {
    const query = await open(db);
    const range = { startDate: new Date("2025-11-01"), endDate: NOW };
    const [build] = await query.skillStats({ skillName: "build", ...range, bucket });
    expect(build?.series?.[0]?.startDate).toEqual(new Date(first));
    const sum = (of: "count" | "failures") => build?.series?.reduce((total, one) => total + one[of], 0);
    expect([sum("count"), sum("failures")]).toEqual([build?.count, build?.failures]);
    const starts = build?.series?.map(({ startDate }) => startDate.getTime()) ?? [];
    expect(starts).toEqual([...new Set(starts)].toSorted((a, b) => a - b));
  });

  test("gives a histogram that counts each trace", async ({ db }) => {
    const query = await open(db);
    const [build] = await query.skillStats({ skillName: "build", bins: 8 });
    expect(build?.histogram?.length).toBeLessThanOrEqual(8);
    expect(build?.histogram?.reduce((sum, { count }) => sum + count, 0)).toBe(build?.count);
  });

  test("finds nothing in the future, of a skill that does not exist, and in a range long before", async ({
    db,
  }) => {
    const query = await open(db);
    expect(await query.skillStats({ startDate: new Date("2099-01-01") })).toEqual([]);
    expect(await query.skillStats({ skillName: "'; DROP TABLE execution_traces; --" })).toEqual([]);
    const [first, last] = [new Date(-8.64e15), new Date(8.64e15)];
    expect(await query.skillStats({ startDate: first, endDate: first })).toEqual([]);
    expect(await query.skillStats({ startDate: last, endDate: last })).toEqual([]);
    expect((await query.skillStats({ startDate: first, endDate: last, bucket: "week" })).length).toBe(3);
    expect(await query.stepStats("nothing")).toEqual([]);
    expect(await query.slowest({ skillName: "nothing" })).toEqual([]);
    expect(await query.trends({ skillName: "nothing" })).toEqual([]);
  });

  test.for([
    { skillName: "" },
    { skillName: "a\0b" },
    { startDate: new Date(Number.NaN) },
    { startDate: new Date("2025-11-02"), endDate: new Date("2025-11-01") },
  ])("and the others refuse %j", async (options, { db }) => {
    const query = await open(db);
    for (const answer of [query.skillStats(options), query.slowest(options), query.trends(options)]) {
      await expect(answer).rejects.toThrow(InvalidArgumentError);
    }
    const { skillName = "build", ...range } = options;
    await expect(query.stepStats(skillName, range)).rejects.toThrow(InvalidArgumentError);
  });

  test.for([{ bucket: "year" }, { bins: 0 }, { bins: 1.5 }, { bins: 1001 }])(
    "refuses %j",
    async (options, { db }) => {
      const query = await open(db);
      await expect(query.skillStats(options as never)).rejects.toThrow(InvalidArgumentError);
    },
  );
});

describe("slowest", () => {
  test("finds the traces that took longest, the longest first", async ({ db }) => {
    const query = await open(db);
    for (const [limit, skillName] of [
      [1, "build"],
      [5, "deploy"],
      [40, undefined],
      [2000, undefined],
      [0, "build"],
    ] as const) {
      const found = await query.slowest({
        limit,
        startDate: new Date("2025-10-01"),
        ...(skillName && { skillName }),
      });
      const rows = ROWS.filter((row) => (skillName ?? row.skill_name) === row.skill_name)
        .map((row) => row.total_duration_ms as number)
        .toSorted((a, b) => b - a);
      const own = found
        .filter((trace) => trace.skillName !== "other")
        .map(({ totalDurationMs }) => totalDurationMs);
      expect(own).toEqual(rows.slice(0, limit));
    }
  });

  test("refuses a limit that is none", async ({ db }) => {
    const query = await open(db);
    await expect(query.slowest({ limit: -1 })).rejects.toThrow(InvalidArgumentError);
  });
});

describe("trends", () => {
  test("sets a time beside that of the same length before", async ({ db }) => {
    const query = await open(db);
    const range = { startDate: new Date("2025-11-06"), endDate: new Date("2025-12-06") };
    const [build, ...others] = await query.trends(range);
    expect(others.map(({ skillName }) => skillName)).toEqual(["deploy", "other"]);
    const [before, after] = [
      rowsOf("build", "2025-10-07", "2025-11-05"),
      rowsOf("build", "2025-11-06", "2025-12-06"),
    ];
    expect(build?.count).toEqual({
      before: before.length,
      after: after.length,
      change: after.length / before.length - 1,
    });
    expect(build?.p50Ms.change).toBeGreaterThan(0.8);
    expect(others[1]).toMatchObject({ count: { before: 1, after: 0, change: -1 } });
    expect(others[1]?.p95Ms).not.toHaveProperty("after");
  });
});

test("a month of which failures alone are kept is counted as it was, by whole days", async () => {
  const db = await createTestDatabase({
    template: "query",
    prepare: async (url) => void (await migrate(url)),
  });
  onTestFinished(() => db.drop());
  const now = new Date();
  const month = addMonths(monthOf(now), -3);
  const at = (day: number, hour: number): Date =>
    new Date(Date.UTC(month.year, month.month - 1, day, hour, 30));
  await using storage = new TraceStorage(db.url);
  await makeMonths(storage, [monthRange(month).from.slice(0, 7)]);
  const rows = Array.from(
    { length: 48 },
    (_, hour): Row => ({
      trace_id: `trace-${hour}`,
      started_at: at(2, hour).toISOString().slice(0, -1),
      status: hour % 4 === 0 ? "failed" : "success",
      total_duration_ms: hour,
    }),
  );
  await insertRows(db.sql, rows);
  const query = new TraceQuery(storage);
  const ask = (startDate: Date, endDate: Date) =>
    query.skillStats({ skillName: "docker-build", startDate, endDate });
  const [whole] = await ask(at(1, 0), at(5, 0));
  expect(await ask(at(2, 6), at(2, 8))).toMatchObject([{ count: 3 }]);
  const upkeep = {
    aheadMonths: 0,
    isDryRun: false,
    waitMs: 10_000,
    now,
    keepMonths: 1,
    keepFailureMonths: 6,
  };
  await maintainPartitions(storage.database, upkeep);
  expect(await db.sql`SELECT 1 FROM execution_traces WHERE skill_name = 'docker-build'`).toHaveLength(12);
  expect(await ask(at(1, 0), at(5, 0))).toEqual([whole]);
  expect(await ask(at(2, 6), at(2, 8))).toMatchObject([{ count: 24, failures: 6 }]);
  const byHour = { startDate: at(2, 6), bucket: "hour" } as const;
  await expect(query.skillStats(byHour)).rejects.toThrow(
    /day, week or month, for a time of which failures alone are kept/,
  );
  // The failures that are kept, the slowest first, although there were slower ones.
  const found = await query.slowest({ startDate: at(1, 0), limit: 2, skillName: "docker-build" });
  expect(found.map(({ totalDurationMs }) => totalDurationMs)).toEqual([44, 40]);
  // All of it is dropped, and its statistics with it.
  await maintainPartitions(storage.database, { ...upkeep, keepFailureMonths: 1 });
  expect(await ask(at(1, 0), at(5, 0))).toEqual([]);
  expect(await rebuildStatistics(storage.database, now)).toMatchObject({ months: [], leftAlone: [] });
});
