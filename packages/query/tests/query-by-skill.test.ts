import { InvalidArgumentError } from "@steptrace/core";
import { TraceStorage } from "@steptrace/postgres-store";
import { describe, expect, onTestFinished } from "vitest";
import { type QueryBySkillOptions, TraceQuery } from "../src/index.js";
import { insertRows } from "./support/insert-row.js";
import { makeMonths } from "./support/make-months.js";
import { queryTest as test } from "./support/query-test.js";

const NOW = "2026-01-15T12:00:00.000Z";
const clock = { now: () => Date.parse(NOW), monotonic: () => 0 };
const DAY_MS = 86_400_000;

async function open(url: string): Promise<TraceQuery> {
  const storage = new TraceStorage(url);
  onTestFinished(() => storage.close());
  await makeMonths(storage, ["2025-11", "2025-12", "2026-01"]);
  const query = new TraceQuery(url, { clock });
  onTestFinished(() => query.close());
  return query;
}

describe("queryBySkill", () => {
  test("gives at most 100 of the last 30 days, newest first", async ({ db }) => {
    const query = await open(db.url);
    const rows = Array.from({ length: 45 }, (_, day) =>
      [0, 1, 2, 3].map((n) => ({
        trace_id: `day-${day}-${n}`,
        started_at: new Date(Date.parse(NOW) - day * DAY_MS - n).toISOString(),
        skill_name: "defaults",
        status: "success",
      })),
    ).flat();
    await insertRows(db.sql, rows);
    const found = await query.queryBySkill("defaults");
    expect(found.map(({ traceId }) => traceId)).toEqual(rows.slice(0, 100).map((row) => row.trace_id));
    const all = await query.queryBySkill("defaults", { limit: 1e9 });
    expect(all, "30 days ago is within").toHaveLength(30 * 4 + 1);
    expect(found[0]).toEqual({
      traceId: "day-0-0",
      skillName: "defaults",
      startedAt: new Date(NOW),
      completedAt: new Date(NOW),
      status: "success",
    });
  });

  test("orders traces of one moment by their ids, and by microseconds before that", async ({ db }) => {
    const query = await open(db.url);
    const at = (trace_id: string, micros: string) => ({
      trace_id,
      started_at: `2026-01-10T10:00:00.${micros}`,
      skill_name: "ties",
    });
    await insertRows(db.sql, [
      at("a", "000001"),
      at("c", "000001"),
      at("b", "000001"),
      at("z", "000000"),
      at("m", "000002"),
    ]);
    const ids = (await query.queryBySkill("ties")).map(({ traceId }) => traceId);
    expect(ids).toEqual(["m", "c", "b", "a", "z"]);
    expect((await query.queryBySkill("ties", { limit: 2 })).map(({ traceId }) => traceId)).toEqual([
      "m",
      "c",
    ]);
  });

  test("takes both ends of a range as within, with the microseconds of their millisecond", async ({ db }) => {
    const query = await open(db.url);
    const moments = [
      "09.999999",
      "10.000000",
      "10.000999",
      "10.500000",
      "11.000000",
      "11.000999",
      "11.001000",
    ];
    await insertRows(
      db.sql,
      moments.map((moment) => ({
        trace_id: moment,
        started_at: `2025-12-31T23:59:${moment}`,
        skill_name: "range",
      })),
    );
    const range = (start: string, end: string) => ({
      startDate: new Date(`2025-12-31T23:59:${start}Z`),
      endDate: new Date(`2025-12-31T23:59:${end}Z`),
    });
    const found = await query.queryBySkill("range", range("10", "11"));
    expect(found.map(({ traceId }) => traceId)).toEqual(moments.slice(1, -1).reverse());
    expect(await query.queryBySkill("range", range("11", "11"))).toHaveLength(2);
    const longAgo = await query.queryBySkill("range", { endDate: new Date("2025-12-31T23:59:09.999Z") });
    expect(
      longAgo.map(({ traceId }) => traceId),
      "30 days before a past end",
    ).toEqual(["09.999999"]);
    expect(
      await query.queryBySkill("range", { startDate: new Date(0), endDate: new Date("2100-01-01") }),
    ).toHaveLength(7);
  });

  test("gives as many as the limit says", async ({ db }) => {
    const query = await open(db.url);
    await insertRows(
      db.sql,
      [1, 2, 3].map((n) => ({
        trace_id: `l${n}`,
        started_at: `2026-01-0${n}T00:00:00`,
        skill_name: "limit",
      })),
    );
    for (const [limit, count] of [
      [0, 0],
      [1, 1],
      [3, 3],
      [1e9, 3],
      [Number.MAX_SAFE_INTEGER, 3],
    ] as const) {
      expect(await query.queryBySkill("limit", { limit })).toHaveLength(count);
    }
  });

  test.for<[string, unknown, QueryBySkillOptions]>([
    ["a negative limit", "x", { limit: -1 }],
    ["a limit that is no number", "x", { limit: Number.NaN }],
    ["a limit with a fraction", "x", { limit: 1.5 }],
    ["an endless limit", "x", { limit: Number.POSITIVE_INFINITY }],
    ["a limit as text", "x", { limit: "10" as never }],
    ["a start after the end", "x", { startDate: new Date(2), endDate: new Date(1) }],
    ["a start in the future", "x", { startDate: new Date("2027-01-01") }],
    ["an invalid date", "x", { startDate: new Date(Number.NaN) }],
    ["an invalid end", "x", { endDate: new Date(Number.NaN) }],
    ["null for a date", "x", { startDate: null as never }],
    ["null for an end", "x", { endDate: null as never }],
    ["a date as text", "x", { startDate: "2026-01-01" as never }],
    ["no skill name", undefined, {}],
    ["an empty skill name", " ", {}],
    ["a skill name with NUL", "a\u0000b", {}],
    ["a skill name that no trace can have", "x".repeat(256), {}],
  ])("refuses %s", async ([, skillName, options], { db }) => {
    const query = await open(db.url);
    await expect(query.queryBySkill(skillName as string, options)).rejects.toThrow(InvalidArgumentError);
  });

  test("takes any skill name as it stands", async ({ db }) => {
    const query = await open(db.url);
    const names = [
      "it's",
      '"quoted"',
      "'; DROP TABLE execution_traces; --",
      "100%",
      "a_c",
      "abc",
      "\\",
      "👩‍💻 build",
      "日本",
      "ABC",
      " abc",
    ];
    await insertRows(
      db.sql,
      names.map((name, index) => ({
        trace_id: `n${index}`,
        started_at: "2026-01-05T00:00:00",
        skill_name: name,
      })),
    );
    for (const name of names) {
      expect((await query.queryBySkill(name)).map(({ skillName }) => skillName)).toEqual([name]);
    }
    expect(await query.queryBySkill("nobody's")).toEqual([]);
  });

  test("finds traces that a storage stored, with all that a summary holds", async ({ db }) => {
    const query = await open(db.url);
    const storage = new TraceStorage(db.url);
    onTestFinished(() => storage.close());
    const startedAt = new Date("2026-01-14T00:00:00.123Z");
    const completedAt = new Date("2026-01-14T00:00:01.456Z");
    const trace = {
      traceId: "full",
      skillName: "summary",
      executionId: "exec-1",
      startedAt,
      completedAt,
      status: "running",
      steps: [],
      metadata: { a: 1 },
      totalDurationMs: 5,
    } as const;
    await storage.finalizeTrace(trace, "timeout", { errorMessage: "too slow" });
    expect(await query.queryBySkill("summary")).toEqual([
      {
        traceId: "full",
        skillName: "summary",
        executionId: "exec-1",
        startedAt,
        completedAt,
        totalDurationMs: 5,
        status: "timeout",
        errorMessage: "too slow",
      },
    ]);
  });
});

describe("listTraces", () => {
  test("gives the newest of all skills, newest first", async ({ db }) => {
    const query = await open(db.url);
    await insertRows(
      db.sql,
      [1, 2].map((n) => ({
        trace_id: `newest-${n}`,
        started_at: `2026-01-3${n - 1}T00:00:00`,
        skill_name: `s${n}`,
      })),
    );
    const found = await query.listTraces({ limit: 2 });
    expect(found.map(({ traceId }) => traceId)).toEqual(["newest-2", "newest-1"]);
    expect(await query.listTraces({ limit: 0 })).toEqual([]);
    expect((await query.listTraces()).length).toBeLessThanOrEqual(100);
    await expect(query.listTraces({ limit: -1 })).rejects.toThrow(InvalidArgumentError);
  });
});

describe("TraceQuery", () => {
  test("shares the connections of a TraceStorage, and leaves it open", async ({ db }) => {
    await using storage = new TraceStorage(`${db.url}?application_name=shared`, { max: 1 });
    {
      await using query = new TraceQuery(storage);
      await query.listTraces();
      await storage.getTrace("x");
      const connections = await db.sql`SELECT 1 FROM pg_stat_activity WHERE application_name = 'shared'`;
      expect(connections).toHaveLength(1);
    }
    expect(await storage.getTrace("x")).toBeUndefined();
  });

  test("is closed for good", async ({ db }) => {
    const query = new TraceQuery(db.url);
    await query.listTraces();
    await query.close();
    await query.close();
    await expect(query.listTraces()).rejects.toMatchObject({ reason: "closed" });
  });

  test("refuses a configuration that is none", () => {
    expect(() => new TraceQuery({} as never)).toThrow(InvalidArgumentError);
    expect(() => new TraceQuery("mysql://x")).toThrow(InvalidArgumentError);
  });
});
