import { type Trace, TraceFinalizedError, type TraceSink } from "@steptrace/core";
import { describe, expect, it } from "vitest";
import { foreignTrace } from "./foreign-trace.js";

/** A trace as recovery finds it: of so many steps, last heard of then. */
function recovered(trace: Trace, steps: number, completedAt: Date): Trace {
  const metadata = { ...trace.metadata, interrupted: true };
  return { ...trace, status: "failed", metadata, completedAt, steps: trace.steps.slice(0, steps) };
}

/** When a row gives way to another one of the same trace: where recovery wrote it, in its owner's absence. */
export function describeGivingWay(sink: () => TraceSink): void {
  describe("a row that recovery wrote", () => {
    const soon = (trace: Trace): Date => new Date(trace.startedAt.getTime() + 1000);
    const later = (trace: Trace): Date => new Date(trace.startedAt.getTime() + 2000);

    it("gives way to its owner's, whatever the status of that", async () => {
      for (const status of ["success", "failed", "timeout"] as const) {
        const trace = foreignTrace();
        await sink().finalizeTrace(recovered(trace, 1, soon(trace)), "failed");
        const result = await sink().finalizeTrace(trace, status);
        expect(result).toEqual({ traceId: trace.traceId, totalDurationMs: 150, status });
        const stored = await sink().getTrace(trace.traceId);
        expect(stored).toMatchObject({ status, steps: trace.steps });
        expect(stored?.metadata).toEqual(trace.metadata);
      }
    });

    it("gives way to that of a later recovery which knows more steps, and to no other", async () => {
      const trace = foreignTrace();
      const count = trace.steps.length;
      const stepsAfter = async (steps: number, completedAt: Date): Promise<number | undefined> => {
        await sink().finalizeTrace(recovered(trace, steps, completedAt), "failed");
        return (await sink().getTrace(trace.traceId))?.steps.length;
      };
      expect(await stepsAfter(count - 1, later(trace))).toBe(count - 1);
      expect(await stepsAfter(count, soon(trace))).toBe(count - 1);
      expect(await stepsAfter(count, later(trace))).toBe(count);
      expect(await stepsAfter(count - 1, later(trace))).toBe(count);
    });

    it("never takes the place of its owner's", async () => {
      const trace = foreignTrace();
      await sink().finalizeTrace(trace, "success");
      const late = recovered(trace, trace.steps.length, later(trace));
      await expect(sink().finalizeTrace(late, "failed")).rejects.toThrow(TraceFinalizedError);
      expect(await sink().getTrace(trace.traceId)).toMatchObject({ status: "success" });
    });
  });
}
