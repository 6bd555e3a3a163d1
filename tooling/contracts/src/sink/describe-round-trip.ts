import { closeTrace, ExecutionTracer, type FinalTrace, TraceRecorder, type TraceSink } from "@steptrace/core";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { finalTraces } from "./final-traces.js";
import { foreignTrace } from "./foreign-trace.js";

/** That a trace comes back as it was. */
export function describeRoundTrip(sink: () => TraceSink): void {
  describe("a trace", () => {
    it("comes back as it was, whatever it holds", async () => {
      const property = fc.asyncProperty(finalTraces(), async (trace) => {
        const { traceId, status, totalDurationMs } = trace;
        const result = await sink().finalizeTrace(trace, status);
        expect(result).toEqual({ traceId, status, totalDurationMs });
        expect(await sink().getTrace(traceId)).toEqual(trace);
      });
      await fc.assert(property, { numRuns: 200 });
    });

    it("comes back as its tracer recorded it", async () => {
      const { final, recorded } = await record(async (recorder) => {
        recorder.startStep("load-config");
        recorder.endStep("load-config");
        recorder.recordStep("build", 75.5, { attributes: { image: "app:1", layers: [1, 2, 3] } });
      });
      await sink().finalizeTrace(recorded, "success");
      expect(await sink().getTrace(final.traceId)).toEqual(final);
      expect(final.steps.map((step) => step.name)).toContain("build");
    });

    it("keeps parents, order, offsets and durations of nested steps", async () => {
      const { final, recorded } = await record(async (recorder) => {
        await recorder.step("outer", async () => {
          await recorder.step("first", async () => recorder.step("innermost", () => {}));
          await Promise.all(["left", "right"].map((name) => recorder.step(name, async () => {})));
        });
      });
      await sink().finalizeTrace(recorded, "success");
      const steps = (await sink().getTrace(final.traceId))?.steps ?? [];
      expect(steps).toEqual(final.steps);
      expect(steps.map((step) => step.name)).toEqual(["outer", "first", "innermost", "left", "right"]);
      const idOf = (name: string) => steps.find((step) => step.name === name)?.id;
      expect(steps.map((step) => step.parentId)).toEqual([
        undefined,
        idOf("outer"),
        idOf("first"),
        idOf("outer"),
        idOf("outer"),
      ]);
    });

    it("keeps which step was still open at its end", async () => {
      const { final, recorded } = await record(
        async (recorder) => {
          recorder.recordStep("done", 1);
          recorder.startStep("hanging");
        },
        { status: "timeout" },
      );
      await sink().finalizeTrace(recorded, "timeout");
      const stored = await sink().getTrace(final.traceId);
      expect(stored).toEqual(final);
      const hanging = stored?.steps.find((step) => step.name === "hanging");
      expect(hanging).toMatchObject({ status: "failed", interrupted: true });
      expect(hanging).not.toHaveProperty("errorMessage");
      expect(stored?.steps.find((step) => step.name === "done")).not.toHaveProperty("interrupted");
    });

    it("has the message of the step that failed first", async () => {
      const { final, recorded } = await record(
        async (recorder) => {
          recorder.recordStep("pull", 1, { status: "failed", errorMessage: "no route to host" });
          recorder.recordStep("retry", 1, { status: "failed", errorMessage: "gave up" });
        },
        { status: "failed" },
      );
      await sink().finalizeTrace(recorded, "failed", { errorMessage: "ignored" });
      expect((await sink().getTrace(final.traceId))?.errorMessage).toBe("no route to host");
    });

    it("has the given message where no step says why it failed, and none on success", async () => {
      const failed = foreignTrace();
      await sink().finalizeTrace(failed, "failed", { errorMessage: "no disk" });
      expect((await sink().getTrace(failed.traceId))?.errorMessage).toBe("no disk");
      const fine = foreignTrace();
      await sink().finalizeTrace(fine, "success", { errorMessage: "ignored" });
      expect(await sink().getTrace(fine.traceId)).not.toHaveProperty("errorMessage");
    });

    it("comes back without steps and metadata that it never had", async () => {
      const trace = foreignTrace({ steps: [], metadata: {} });
      await sink().finalizeTrace(trace, "success");
      expect(await sink().getTrace(trace.traceId)).toMatchObject({
        steps: [],
        metadata: {},
        totalDurationMs: 0,
      });
    });

    it("keeps 10,000 steps", async () => {
      const [step] = foreignTrace().steps;
      const steps = Array.from({ length: 10_000 }, (_, index) => ({
        ...step,
        id: index + 1,
        offsetUs: index,
      })) as unknown as FinalTrace["steps"];
      const trace = foreignTrace({ steps });
      await sink().finalizeTrace(trace, "success");
      expect((await sink().getTrace(trace.traceId))?.steps).toEqual(steps);
    });
  });
}

interface Recording {
  /** The snapshot before the end: what a caller of `finalizeTrace` has. */
  readonly recorded: NonNullable<ReturnType<ExecutionTracer["getCurrentTrace"]>>;
  readonly final: FinalTrace;
}

async function record(
  act: (recorder: TraceRecorder) => Promise<void>,
  { status = "success" }: { readonly status?: FinalTrace["status"] } = {},
): Promise<Recording> {
  const tracer = new ExecutionTracer();
  const traceId = await tracer.startTrace("docker-build", {
    executionId: "exec-1",
    metadata: { user: "alice" },
  });
  await act(new TraceRecorder(tracer, { traceId }));
  const recorded = tracer.getCurrentTrace();
  if (recorded === undefined) throw new Error("expected the trace that was just started; received none");
  // Closing it again gives the same, so the sink will find it as it is here.
  return { recorded, final: closeTrace(recorded, status, {}, Date.now()) };
}
