import { InvalidArgumentError, InvalidStatusError } from "@steptrace/core";
import { TraceStorage } from "@steptrace/postgres-store";
import { describe, expect, onTestFinished } from "vitest";
import { type ListTracesOptions, TraceQuery } from "../src/index.js";
import { insertRows } from "./support/insert-row.js";
import { makeMonths } from "./support/make-months.js";
import { queryTest as test } from "./support/query-test.js";

const START = Date.parse("2026-01-10T12:00:00.000Z");

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

  test("refuses what is no limit, status, skill or time", async ({ db }) => {
    const query = new TraceQuery(db.url);
    onTestFinished(() => query.close());
    for (const limit of [-1, 1.5, Number.NaN]) {
      await expect(query.listTraces({ limit })).rejects.toBeInstanceOf(InvalidArgumentError);
    }
    const unknown = { status: "done" } as unknown as ListTracesOptions;
    await expect(query.listTraces(unknown)).rejects.toBeInstanceOf(InvalidStatusError);
    await expect(query.listTraces({ skillName: " " })).rejects.toBeInstanceOf(InvalidArgumentError);
    await expect(query.listTraces({ startDate: new Date(Number.NaN) })).rejects.toBeInstanceOf(
      InvalidArgumentError,
    );
    const backwards = { startDate: new Date(START + 1), endDate: new Date(START) };
    await expect(query.listTraces(backwards)).rejects.toBeInstanceOf(InvalidArgumentError);
  });
});
