import { describe, expect, it } from "vitest";
import { FakeClock } from "../../tests/fake-clock.js";
import { InvalidArgumentError } from "../errors/invalid-argument-error.js";
import { InvalidStatusError } from "../errors/invalid-status-error.js";
import { TraceFinalizedError } from "../errors/trace-finalized-error.js";
import type { FinalStatus } from "../model/status.js";
import type { Step } from "../model/step.js";
import type { Trace } from "../model/trace.js";
import { closeTrace, type FinalTrace } from "./close-trace.js";
import { ExecutionTracer } from "./execution-tracer.js";
import { TraceRecorder } from "./trace-recorder.js";

const NOW = Date.parse("2025-11-16T12:00:01.000Z");
const step: Step = {
  name: "validate-input",
  timestamp: "2025-11-16T12:00:00.500000Z",
  durationMs: 150,
  status: "success",
};
const trace: Trace = {
  traceId: "imported-1",
  skillName: "docker-build",
  startedAt: new Date("2025-11-16T12:00:00.000Z"),
  status: "running",
  steps: [step],
  metadata: {},
};

function close(changes: object, status: FinalStatus = "failed", errorMessage?: unknown): FinalTrace {
  const options = errorMessage === undefined ? {} : { errorMessage: errorMessage as string };
  return closeTrace({ ...trace, ...changes }, status, options, NOW);
}

describe("closeTrace of a trace from elsewhere", () => {
  it("completes what is missing", () => {
    expect(close({}, "success")).toEqual({
      ...trace,
      status: "success",
      completedAt: new Date(NOW),
      totalDurationMs: 150,
    });
  });

  it("keeps what is known", () => {
    const completedAt = new Date("2025-11-16T12:00:00.700Z");
    expect(
      close({ completedAt, totalDurationMs: 7, errorMessage: "known" }, "failed", "given"),
    ).toMatchObject({
      completedAt,
      totalDurationMs: 7,
      errorMessage: "known",
    });
  });

  it("never completes a trace before it started", () => {
    const startedAt = new Date(NOW + 5000);
    expect(close({ startedAt }).completedAt).toEqual(startedAt);
  });

  it("takes the message of the step that failed first, whatever the order of the steps", () => {
    const failed = { ...step, status: "failed" };
    const steps = [
      { ...failed, timestamp: "2025-11-16T12:00:00.900000Z", errorMessage: "later" },
      { ...failed, timestamp: "2025-11-16T12:00:00.100000Z" },
      { ...failed, timestamp: "2025-11-16T12:00:00.200000Z", errorMessage: "first" },
    ];
    expect(close({ steps }, "failed", "given").errorMessage).toBe("first");
  });

  it("takes the given message where no step says why, and none on success", () => {
    expect(close({}, "timeout", "given").errorMessage).toBe("given");
    expect(close({ errorMessage: "known" }, "success", "given")).not.toHaveProperty("errorMessage");
  });

  it("takes an error given as the message by its text", () => {
    expect(close({}, "failed", new TypeError("no token")).errorMessage).toBe("TypeError: no token");
  });

  it("refuses another status than the one that it has", () => {
    expect(() => close({ status: "success" }, "failed")).toThrow(TraceFinalizedError);
    expect(close({ status: "failed" }, "failed").status).toBe("failed");
  });

  it.each(["running", "done", "", undefined, null, 5])("refuses the final status %j", (status) => {
    expect(() => closeTrace(trace, status as FinalStatus, {}, NOW)).toThrow(InvalidStatusError);
  });

  it("caps the duration at what the column holds", () => {
    expect(close({ totalDurationMs: 1e12 }).totalDurationMs).toBe(2_147_483_647);
    expect(close({ totalDurationMs: 1.5 }).totalDurationMs).toBe(2);
  });

  it.each([
    ["traceId", { traceId: "" }],
    ["skillName", { skillName: " " }],
    ["executionId", { executionId: 5 }],
    ["executionId", { executionId: "" }],
    ["startedAt", { startedAt: "2025-11-16" }],
    ["startedAt", { startedAt: new Date(Number.NaN) }],
    ["completedAt", { completedAt: new Date(Number.NaN) }],
    ["totalDurationMs", { totalDurationMs: -1 }],
    ["totalDurationMs", { totalDurationMs: Number.NaN }],
    ["metadata", { metadata: [] }],
    ["metadata", { metadata: undefined }],
    ["steps", { steps: {} }],
    ["steps[0]", { steps: [null] }],
    ["steps[0].name", { steps: [{ ...step, name: "" }] }],
    ["steps[0].timestamp", { steps: [{ ...step, timestamp: undefined }] }],
    ["steps[1].durationMs", { steps: [step, { ...step, durationMs: -1 }] }],
    ["steps[0].durationMs", { steps: [{ ...step, durationMs: Number.POSITIVE_INFINITY }] }],
    ["steps[0].durationUs", { steps: [{ ...step, durationUs: -1 }] }],
    ["steps[0].durationUs", { steps: [{ ...step, durationUs: Number.NaN }] }],
    ["steps[0].errorMessage", { steps: [{ ...step, errorMessage: 5 }] }],
    ["steps[0].attributes", { steps: [{ ...step, attributes: "x" }] }],
    ["errorMessage", { errorMessage: 5 }],
  ])("refuses a wrong %s, and names it", (argument, changes) => {
    expect(() => close(changes)).toThrow(InvalidArgumentError);
    expect(() => close(changes)).toThrow(`Invalid ${argument}: expected`);
  });

  it("refuses a step status that is none", () => {
    expect(() => close({ steps: [{ ...step, status: "done" }] })).toThrow(InvalidStatusError);
  });

  it.each([null, undefined, "trace-1", []])("refuses %j for a trace", (value) => {
    expect(() => closeTrace(value as unknown as Trace, "success", {}, NOW)).toThrow(InvalidArgumentError);
  });
});

describe("closeTrace of a tracer's snapshot", () => {
  async function started(): Promise<{
    clock: FakeClock;
    tracer: ExecutionTracer;
    recorder: TraceRecorder;
    snapshot: Trace;
  }> {
    const clock = new FakeClock();
    const tracer = new ExecutionTracer({ clock });
    await tracer.startTrace("docker-build");
    const snapshot = tracer.getCurrentTrace() ?? trace;
    return { clock, tracer, recorder: new TraceRecorder(tracer), snapshot };
  }

  it("closes the live trace, with the steps that came after the snapshot", async () => {
    const { recorder, snapshot } = await started();
    recorder.recordStep("later", 5);
    expect(snapshot.steps).toEqual([]);
    expect(closeTrace(snapshot, "success", {}, 0).steps).toHaveLength(1);
  });

  it("is completed by the monotonic clock, whatever happens to the wall clock", async () => {
    const { clock, snapshot } = await started();
    clock.advance(1500.4);
    clock.setWall("2020-01-01T00:00:00Z");
    expect(closeTrace(snapshot, "success", {}, clock.now()).completedAt).toEqual(
      new Date("2025-11-16T12:00:01.500Z"),
    );
  });

  it("keeps the completion of the first time when it is closed again", async () => {
    const { clock, snapshot } = await started();
    const first = closeTrace(snapshot, "failed", { errorMessage: "why" }, 0);
    clock.advance(5000);
    expect(closeTrace(snapshot, "failed", { errorMessage: "other" }, 0)).toEqual(first);
    expect(() => closeTrace(snapshot, "success", {}, 0)).toThrow(TraceFinalizedError);
  });

  it("gives steps that are still open the time they had, as failed and interrupted, without a message", async () => {
    const { clock, recorder, snapshot } = await started();
    recorder.startStep("open");
    clock.advance(20);
    const final = closeTrace(snapshot, "timeout", {}, 0);
    expect(final.steps).toEqual([
      {
        name: "open",
        timestamp: "2025-11-16T12:00:00.020000Z",
        durationMs: 20,
        status: "failed",
        id: 1,
        offsetUs: 0,
        durationUs: 20_000,
        interrupted: true,
      },
    ]);
    expect(final).not.toHaveProperty("errorMessage");
  });

  it("takes an error given as the message by its text", async () => {
    const { snapshot } = await started();
    const errorMessage = new TypeError("no token") as unknown as string;
    expect(closeTrace(snapshot, "failed", { errorMessage }, 0).errorMessage).toBe("TypeError: no token");
  });
});
