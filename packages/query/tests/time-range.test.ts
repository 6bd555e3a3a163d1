import { TraceStorage } from "@steptrace/postgres-store";
import { describe, expect } from "vitest";
import { TraceQuery } from "../src/index.js";
import { insertRows } from "./support/insert-row.js";
import { makeMonths } from "./support/make-months.js";
import { queryTest as test } from "./support/query-test.js";

/** Before the first year that PostgreSQL writes without an era, and the first moment of all that a Date can be. */
const LONG_AGO = ["-271821-04-20", "-000001-01-01", "0000-01-01", "0000-12-31", "0001-01-01", "1969-12-31"];
/** After the last year of four digits, and the last moment of all that a Date can be. */
const FAR_AHEAD = ["2300-01-01", "9999-12-31T23:59:59.999Z", "+010000-01-01", "+275760-09-13"];

const dates = (moments: readonly string[]) => moments.map((moment) => new Date(moment));

describe("a time range", () => {
  test("may begin and end at every moment that a Date can be", async ({ db }) => {
    await using storage = new TraceStorage(db.url);
    await makeMonths(storage, ["2026-01"]);
    await insertRows(db.sql, [
      {
        trace_id: "a",
        started_at: "2026-01-02T00:00:00",
        skill_name: "s",
        status: "failed",
        error_message: "no",
      },
    ]);
    const query = new TraceQuery(storage);
    const found = async (range: { readonly startDate?: Date; readonly endDate?: Date }) => {
      const lists = await Promise.all([
        query.queryBySkill("s", range),
        query.listTraces({ skillName: "s", ...range }),
        query.findSimilarFailures("no", { skillName: "s", ...range }),
      ]);
      return lists.map(({ length }) => length);
    };
    for (const startDate of dates(LONG_AGO)) {
      for (const endDate of dates(FAR_AHEAD)) {
        expect(await found({ startDate, endDate }), `${+startDate} to ${+endDate}`).toEqual([1, 1, 1]);
      }
      expect(await found({ startDate, endDate: startDate }), `at ${+startDate}`).toEqual([0, 0, 0]);
      expect(await found({ endDate: startDate }), `until ${+startDate}`).toEqual([0, 0, 0]);
    }
    for (const startDate of dates(FAR_AHEAD)) {
      expect(await found({ startDate, endDate: startDate }), `at ${+startDate}`).toEqual([0, 0, 0]);
      expect(await query.listTraces({ skillName: "s", startDate }), `from ${+startDate}`).toEqual([]);
    }
  });

  test("tells milliseconds apart in the last year, too", async ({ db }) => {
    await using storage = new TraceStorage(db.url);
    const query = new TraceQuery(storage);
    const last = dates(["9999-12-31T23:59:59.998Z", "9999-12-31T23:59:59.999Z"]);
    for (const startedAt of last) {
      const trace = { traceId: startedAt.toISOString(), skillName: "last", startedAt, metadata: {} } as const;
      await storage.finalizeTrace({ ...trace, status: "running", steps: [] }, "success");
    }
    for (const date of last) {
      const list = await query.listTraces({ startDate: date, endDate: date });
      expect(list.map(({ startedAt }) => startedAt)).toEqual([date]);
    }
  });
});
