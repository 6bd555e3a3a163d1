import {
  type FinalStatus,
  InvalidArgumentError,
  InvalidStatusError,
  type Trace,
  TraceFinalizedError,
  type TraceSink,
} from "@steptrace/core";
import { describe, expect, it } from "vitest";
import { MALFORMED_IDS, STRANGE_IDS } from "../ids.js";
import { foreignTrace } from "./foreign-trace.js";

/** What `finalizeTrace` promises, whatever the trace holds. */
export function describeFinalizing(sink: () => TraceSink): void {
  describe("finalizeTrace", () => {
    it.each(["success", "failed", "timeout"] as const)("stores a trace as %s", async (status) => {
      const trace = foreignTrace();
      const result = await sink().finalizeTrace(trace, status);
      expect(result).toEqual({ traceId: trace.traceId, totalDurationMs: 150, status });
      const stored = await sink().getTrace(trace.traceId);
      expect(stored).toEqual({ ...trace, status, completedAt: expect.any(Date), totalDurationMs: 150 });
      expect(stored?.completedAt?.getTime()).toBeGreaterThanOrEqual(trace.startedAt.getTime());
    });

    it("gives the same result again for the same status", async () => {
      const trace = foreignTrace();
      const first = await sink().finalizeTrace(trace, "success");
      const stored = await sink().getTrace(trace.traceId);
      expect(await sink().finalizeTrace(trace, "success")).toEqual(first);
      expect(await sink().getTrace(trace.traceId)).toEqual(stored);
    });

    it("keeps what it stored first", async () => {
      const trace = foreignTrace();
      const first = await sink().finalizeTrace(trace, "success");
      const other = { ...trace, steps: [], metadata: {}, totalDurationMs: 7 };
      expect(await sink().finalizeTrace(other, "success")).toEqual(first);
      expect(await sink().getTrace(trace.traceId)).toMatchObject({
        steps: trace.steps,
        totalDurationMs: 150,
      });
    });

    it("refuses another status, and keeps the first one", async () => {
      const trace = foreignTrace();
      await sink().finalizeTrace(trace, "failed", { errorMessage: "no disk" });
      await expect(sink().finalizeTrace(trace, "success")).rejects.toThrow(TraceFinalizedError);
      expect(await sink().getTrace(trace.traceId)).toMatchObject({
        status: "failed",
        errorMessage: "no disk",
      });
    });

    it("refuses another status than a trace has that comes finalized", async () => {
      const trace = foreignTrace({ status: "failed" });
      await expect(sink().finalizeTrace(trace, "success")).rejects.toThrow(TraceFinalizedError);
      expect(await sink().getTrace(trace.traceId)).toBeUndefined();
    });

    it.each(["running", "done", "SUCCESS", "", undefined, null, 1])(
      "refuses the status %j",
      async (status) => {
        const trace = foreignTrace();
        await expect(sink().finalizeTrace(trace, status as FinalStatus)).rejects.toThrow(InvalidStatusError);
        expect(await sink().getTrace(trace.traceId)).toBeUndefined();
      },
    );

    it.each(MALFORMED_IDS)("refuses a trace id that is malformed: %s", async (_, traceId) => {
      await expect(sink().finalizeTrace(foreignTrace({ traceId }), "success")).rejects.toThrow(
        InvalidArgumentError,
      );
    });

    it.each(MALFORMED_IDS)("refuses an execution id that is malformed: %s", async (_, executionId) => {
      await expect(sink().finalizeTrace(foreignTrace({ executionId }), "success")).rejects.toThrow(
        InvalidArgumentError,
      );
    });

    it.each([
      ["no trace", undefined],
      ["a text", "trace"],
      ["no skill name", { ...foreignTrace(), skillName: " " }],
      ["no start", { ...foreignTrace(), startedAt: new Date(Number.NaN) }],
      ["no steps", { ...foreignTrace(), steps: undefined }],
      ["metadata that is no object", { ...foreignTrace(), metadata: [] }],
    ])("refuses %s", async (_, trace) => {
      await expect(sink().finalizeTrace(trace as Trace, "success")).rejects.toThrow(InvalidArgumentError);
    });

    it.each(STRANGE_IDS)("takes %j as an id like any other", async (id) => {
      // Unique, for the suite may run several times over one store.
      const traceId = `${id.slice(0, 200)}${foreignTrace().traceId}`;
      const trace = foreignTrace({ traceId, executionId: traceId });
      await sink().finalizeTrace(trace, "success");
      expect(await sink().getTrace(traceId)).toMatchObject({ traceId, executionId: traceId });
      expect(await sink().findTraceId(traceId)).toBe(traceId);
    });
  });

  describe("finalizeTrace, at the same time", () => {
    it("stores one trace once", async () => {
      const trace = foreignTrace();
      const results = await Promise.all(
        Array.from({ length: 8 }, () => sink().finalizeTrace(trace, "success")),
      );
      for (const result of results) expect(result).toEqual(results[0]);
      expect(await sink().getTrace(trace.traceId)).toMatchObject({ status: "success", steps: trace.steps });
    });

    it("lets one of two statuses win, and tells the other", async () => {
      const trace = foreignTrace();
      const statuses = ["success", "failed"] as const;
      const results = await Promise.allSettled(statuses.map((status) => sink().finalizeTrace(trace, status)));
      const [winner, ...others] = results.flatMap((result) =>
        result.status === "fulfilled" ? [result.value.status] : [],
      );
      expect(others).toEqual([]);
      expect(await sink().getTrace(trace.traceId)).toMatchObject({ status: winner });
      expect(results.find((result) => result.status === "rejected")?.reason).toBeInstanceOf(
        TraceFinalizedError,
      );
    });

    it("stores 100 traces", async () => {
      const traces = Array.from({ length: 100 }, (_, index) => foreignTrace({ metadata: { index } }));
      await Promise.all(traces.map((trace) => sink().finalizeTrace(trace, "success")));
      const stored = await Promise.all(traces.map((trace) => sink().getTrace(trace.traceId)));
      expect(stored.map((trace) => trace?.metadata)).toEqual(traces.map((trace) => trace.metadata));
    });
  });
}
