import { InvalidArgumentError, InvalidStatusError, type Trace, uuidV7 } from "@steptrace/core";
import { TraceStorage } from "@steptrace/postgres-store";
import { describe, expect, onTestFinished } from "vitest";
import { type ListTracesOptions, TraceQuery } from "../src/index.js";
import { insertRows } from "./support/insert-row.js";
import { makeMonths } from "./support/make-months.js";
import { queryTest as test } from "./support/query-test.js";

const START = Date.parse("2026-01-10T12:00:00.000Z");
const DAY_MS = 86_400_000;

/** A running trace that started then, with the id that it gets. */
function traceAt(time: number, given: Partial<Trace> = {}): Trace {
  return {
    traceId: uuidV7(time),
    skillName: "at",
    startedAt: new Date(time),
    status: "running",
    steps: [],
    metadata: {},
    ...given,
  };
}

/** Twelve traces, one a minute: skills a, b by turns; every third one failed. Newest last. */
const ROWS = Array.from({ length: 12 }, (_, n) => ({
  trace_id: `trace-${String(n).padStart(2, "0")}`,
  started_at: new Date(START + n * 60_000).toISOString(),
  skill_name: n % 2 === 0 ? "a" : "b",
  status: n % 3 === 0 ? "failed" : "success",
}));

describe("listTraces", () => {
  test("gives the newest first, of what the options let pass", async ({ db }) => {
    await using storage = new TraceStorage(db.url);
    await makeMonths(storage, ["2026-01"]);
    await insertRows(db.sql, ROWS);
    const query = new TraceQuery(storage);
    const newest = ROWS.toReversed();
    const ids = async (options: ListTracesOptions) =>
      (await query.listTraces(options)).map(({ traceId }) => traceId);
    const expected = (keep: (row: (typeof ROWS)[number]) => boolean) =>
      newest.filter(keep).map((row) => row.trace_id);

    expect(await ids({ limit: 5 })).toEqual(expected(() => true).slice(0, 5));
    expect(await ids({ limit: 0 })).toEqual([]);
    expect(await ids({ skillName: "a" })).toEqual(expected(({ skill_name }) => skill_name === "a"));
    expect(await ids({ status: "failed" })).toEqual(expected(({ status }) => status === "failed"));
    expect(await ids({ skillName: "b", status: "failed" })).toEqual(
      expected(({ skill_name, status }) => skill_name === "b" && status === "failed"),
    );
    const startDate = new Date(START + 3 * 60_000);
    const endDate = new Date(START + 5 * 60_000);
    expect(await ids({ startDate, endDate })).toEqual(["trace-05", "trace-04", "trace-03"]);
    expect(await ids({ startDate: new Date(START + 11 * 60_000) })).toEqual(["trace-11"]);
    expect(await ids({ skillName: "'; DROP TABLE execution_traces; --" })).toEqual([]);
  });

  test("finds the traces of an execution", async ({ db }) => {
    await using storage = new TraceStorage(db.url);
    const query = new TraceQuery(storage);
    const times = [START, START + DAY_MS, START + 40 * DAY_MS];
    for (const time of times) {
      await storage.finalizeTrace(traceAt(time, { executionId: "order-7" }), "success");
      await storage.finalizeTrace(traceAt(time, { executionId: "order-70" }), "success");
    }
    const found = await query.listTraces({ executionId: "order-7" });
    expect(found.map(({ executionId, startedAt }) => [executionId, +startedAt])).toEqual(
      times.toReversed().map((time) => ["order-7", time]),
    );
    expect(await query.listTraces({ executionId: "order-7", endDate: new Date(START) })).toHaveLength(1);
    expect(await query.listTraces({ executionId: "order-7", status: "failed" })).toEqual([]);
    expect(await query.listTraces({ executionId: "order-%" })).toEqual([]);
  });

  test("finds the traces whose ids begin with a text: at the time that it says, or anywhere", async ({
    db,
  }) => {
    await using storage = new TraceStorage(db.url);
    await makeMonths(storage, ["2026-01"]);
    const query = new TraceQuery(storage);
    const ids = async (options: ListTracesOptions) =>
      (await query.listTraces(options)).map(({ traceId }) => traceId);
    const start = START + 5 * DAY_MS;
    const own = [traceAt(start + 1), traceAt(start + 1000), traceAt(start + DAY_MS)];
    for (const trace of own) await storage.finalizeTrace(trace, "success");
    const [first, second] = own.map(({ traceId }) => traceId);
    const foreign = ["01000000-0000-4000-8000-000000000000", "prefix%_1", "prefixed", "PREFIX", "é-1"];
    await insertRows(
      db.sql,
      foreign.map((trace_id) => ({ trace_id, started_at: "2026-01-20T00:00:00" })),
    );
    for (const length of [13, 14, 15, 20, 36]) {
      expect(await ids({ traceIdPrefix: String(first).slice(0, length) }), `${length} characters`).toEqual([
        first,
      ]);
    }
    expect(await ids({ traceIdPrefix: String(first).slice(0, 8) })).toEqual([second, first]);
    expect(await ids({ traceIdPrefix: String(first).slice(0, 8), limit: 1 })).toEqual([second]);
    for (const [traceIdPrefix, found] of [
      ["01000000", ["01000000-0000-4000-8000-000000000000"]],
      ["prefix", ["prefixed", "prefix%_1"]],
      ["prefix%", ["prefix%_1"]],
      ["é", ["é-1"]],
      ["ffffffff", []],
      ["nobody's", []],
    ] as const) {
      expect(await ids({ traceIdPrefix }), traceIdPrefix).toEqual(found);
    }
    const endDate = new Date(start);
    expect(await ids({ traceIdPrefix: String(first).slice(0, 8), endDate })).toEqual([]);
  });

  test("gives durations of a BIGINT column as numbers", async ({ db }) => {
    await using storage = new TraceStorage(db.url);
    await db.sql`ALTER TABLE execution_traces ALTER COLUMN total_duration_ms TYPE BIGINT`;
    const trace = traceAt(START, { skillName: "long", totalDurationMs: 7 });
    await storage.finalizeTrace(trace, "success");
    expect(await new TraceQuery(storage).listTraces({ skillName: "long" })).toMatchObject([
      { totalDurationMs: 7 },
    ]);
  });

  test("refuses what is no limit, status, skill or time", async ({ db }) => {
    const query = new TraceQuery(db.url);
    onTestFinished(() => query.close());
    for (const limit of [-1, 1.5, Number.NaN]) {
      await expect(query.listTraces({ limit })).rejects.toBeInstanceOf(InvalidArgumentError);
    }
    for (const id of ["", "x".repeat(256), "a\u0000", 7, null] as string[]) {
      await expect(query.listTraces({ executionId: id })).rejects.toBeInstanceOf(InvalidArgumentError);
      await expect(query.listTraces({ traceIdPrefix: id })).rejects.toBeInstanceOf(InvalidArgumentError);
    }
    const unknown = { status: "done" } as unknown as ListTracesOptions;
    await expect(query.listTraces(unknown)).rejects.toBeInstanceOf(InvalidStatusError);
    await expect(query.listTraces({ skillName: " " })).rejects.toBeInstanceOf(InvalidArgumentError);
    for (const startDate of [null, 0, "", "2026-01-01", {}] as never[]) {
      await expect(query.listTraces({ startDate })).rejects.toBeInstanceOf(InvalidArgumentError);
      await expect(query.findSimilarFailures("x", { endDate: startDate })).rejects.toBeInstanceOf(
        InvalidArgumentError,
      );
    }
    await expect(query.listTraces({ startDate: new Date(Number.NaN) })).rejects.toBeInstanceOf(
      InvalidArgumentError,
    );
    const backwards = { startDate: new Date(START + 1), endDate: new Date(START) };
    await expect(query.listTraces(backwards)).rejects.toBeInstanceOf(InvalidArgumentError);
  });
});
