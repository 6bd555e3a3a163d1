import { randomUUID } from "node:crypto";
import { InvalidArgumentError, type TraceSink, uuidV7 } from "@steptrace/core";
import { describe, expect, it } from "vitest";
import { MALFORMED_IDS } from "../ids.js";
import { foreignTrace } from "./foreign-trace.js";

/** What `getTrace` and `findTraceId` promise. */
export function describeLookUp(sink: () => TraceSink): void {
  describe("getTrace", () => {
    it.each([
      ["a UUIDv7", uuidV7(Date.UTC(2025, 10, 16))],
      ["a UUIDv7 of a time long ago", uuidV7(0)],
      ["a UUIDv7 of a time that no calendar knows", uuidV7(2 ** 48 - 1)],
      ["a UUIDv4", randomUUID()],
      ["any text", "no such trace"],
      ["a piece of SQL", "' OR ''='"],
      ["a wildcard", "%"],
    ])("gives undefined for an unknown id: %s", async (_, traceId) => {
      expect(await sink().getTrace(traceId)).toBeUndefined();
    });

    it.each(MALFORMED_IDS)("refuses an id that is malformed: %s", async (_, traceId) => {
      await expect(sink().getTrace(traceId)).rejects.toThrow(InvalidArgumentError);
    });

    it.each([undefined, null, 7, {}])("refuses %j, which is no id", async (traceId) => {
      await expect(sink().getTrace(traceId as never)).rejects.toThrow(InvalidArgumentError);
    });

    it("tells ids apart that differ in case or white space alone", async () => {
      const id = `Id-${randomUUID()}`;
      const ids = [id, id.toUpperCase(), `${id} `, ` ${id}`];
      for (const [index, traceId] of ids.entries()) {
        await sink().finalizeTrace(foreignTrace({ traceId, metadata: { index } }), "success");
      }
      for (const [index, traceId] of ids.entries()) {
        expect((await sink().getTrace(traceId))?.metadata).toEqual({ index });
      }
    });
  });

  describe("findTraceId", () => {
    it("gives the trace of an execution", async () => {
      const trace = foreignTrace({ executionId: `exec-${randomUUID()}` });
      await sink().finalizeTrace(trace, "success");
      expect(await sink().findTraceId(trace.executionId ?? "")).toBe(trace.traceId);
    });

    it("gives the one that started last, in whatever order they were stored", async () => {
      const executionId = `exec-${randomUUID()}`;
      const months = ["2025-12-01", "2026-01-15", "2025-11-30"];
      const [, newest] = await Promise.all(
        months.map(async (month) => {
          const trace = foreignTrace({ executionId, startedAt: new Date(`${month}T12:00:00Z`) });
          await sink().finalizeTrace(trace, "success");
          return trace.traceId;
        }),
      );
      expect(await sink().findTraceId(executionId)).toBe(newest);
    });

    it("gives undefined for an execution without a trace", async () => {
      await sink().finalizeTrace(foreignTrace(), "success");
      expect(await sink().findTraceId(`exec-${randomUUID()}`)).toBeUndefined();
      expect(await sink().findTraceId("%")).toBeUndefined();
    });

    it.each(MALFORMED_IDS)("refuses an id that is malformed: %s", async (_, executionId) => {
      await expect(sink().findTraceId(executionId)).rejects.toThrow(InvalidArgumentError);
    });
  });
}
