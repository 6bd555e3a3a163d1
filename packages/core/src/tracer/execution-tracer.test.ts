import { describe, expect, it } from "vitest";
import { FakeClock } from "../../tests/fake-clock.js";
import { InvalidArgumentError } from "../errors/invalid-argument-error.js";
import { NoCurrentTraceError } from "../errors/no-current-trace-error.js";
import { uuidV7Time } from "../ids/uuid-v7.js";
import { InMemoryTraceStorage } from "../memory/in-memory-trace-storage.js";
import { ExecutionTracer } from "./execution-tracer.js";
import { TraceRecorder } from "./trace-recorder.js";

/** Runs in an asynchronous context of its own, as a request to a server does. */
async function apart<T>(fn: () => Promise<T>): Promise<T> {
  await null;
  return fn();
}

describe("startTrace", () => {
  it("starts a running trace, current at once, with what it was given", async () => {
    const clock = new FakeClock();
    const tracer = new ExecutionTracer({ clock });
    const started = tracer.startTrace("docker-build", { executionId: "exec-1", metadata: { user: "alice" } });
    const before = tracer.getCurrentTrace();
    const traceId = await started;
    expect(before).toEqual({
      traceId,
      skillName: "docker-build",
      executionId: "exec-1",
      startedAt: new Date("2025-11-16T12:00:00Z"),
      status: "running",
      steps: [],
      metadata: { user: "alice" },
    });
    expect(uuidV7Time(traceId)).toBe(clock.now());
  });

  it("copies the metadata, so that later changes do not reach the trace", async () => {
    const tracer = new ExecutionTracer();
    const metadata: Record<string, unknown> = { user: "alice" };
    await tracer.startTrace("skill", { metadata });
    metadata["user"] = "bob";
    expect(tracer.getCurrentTrace()?.metadata).toEqual({ user: "alice" });
  });

  it("says of metadata what cannot be read", async () => {
    const tracer = new ExecutionTracer();
    const metadata = Object.defineProperty({ user: "alice" }, "broken", {
      enumerable: true,
      get() {
        throw new Error("broken");
      },
    });
    await tracer.startTrace("skill", { metadata });
    expect(tracer.getCurrentTrace()?.metadata).toEqual({ user: "alice", broken: "[Unreadable]" });
  });

  it.each(["", " ", undefined, null, 5])("rejects the skill name %j, and starts nothing", async (name) => {
    const tracer = new ExecutionTracer();
    await expect(tracer.startTrace(name as string)).rejects.toThrow(/^Invalid skillName/);
    expect(tracer.stats().running).toBe(0);
    expect(tracer.getCurrentTrace()).toBeUndefined();
  });

  it.each([
    ["executionId", { executionId: "" }],
    ["executionId", { executionId: "x".repeat(256) }],
    ["executionId", { executionId: "a\u0000" }],
    ["metadata", { metadata: [] }],
    ["metadata", { metadata: "text" as unknown as object }],
  ])("rejects a wrong %s", async (argument, options) => {
    const tracer = new ExecutionTracer();
    await expect(tracer.startTrace("skill", options)).rejects.toThrow(`Invalid ${argument}`);
    expect(tracer.stats().running).toBe(0);
  });

  it("takes the trace ids of a generator, and the time from the clock", async () => {
    const clock = new FakeClock();
    const tracer = new ExecutionTracer({ clock, generateId: () => "00000000-0000-7000-8000-000000000001" });
    expect(await tracer.startTrace("skill")).toBe("00000000-0000-7000-8000-000000000001");
    expect(tracer.getCurrentTrace()?.startedAt.getTime()).toBe(clock.now());
  });

  it.each(["", "x".repeat(256), 5])("rejects the generated id %j", async (id) => {
    const tracer = new ExecutionTracer({ generateId: () => id as string });
    await expect(tracer.startTrace("skill")).rejects.toThrow(InvalidArgumentError);
  });

  it("rejects a generated id that a running trace has: they would be stored as one", async () => {
    const tracer = new ExecutionTracer({ generateId: () => "same" });
    await tracer.startTrace("skill");
    await expect(tracer.startTrace("skill")).rejects.toThrow(InvalidArgumentError);
  });

  it("refuses a wrong limit when the tracer is made", () => {
    expect(() => new ExecutionTracer({ limits: { stepsPerTrace: 0 } })).toThrow(InvalidArgumentError);
  });
});

describe("the current trace", () => {
  it("is none before the first", async () => {
    const tracer = new ExecutionTracer();
    expect(tracer.getCurrentTrace()).toBeUndefined();
    expect(await tracer.getTraceId()).toBeUndefined();
    expect(() => new TraceRecorder(tracer).startStep("x")).toThrow(NoCurrentTraceError);
  });

  it("is that of the asynchronous context, before any other that runs", async () => {
    const tracer = new ExecutionTracer();
    await Promise.all(
      ["a", "b"].map((name) =>
        apart(async () => {
          const traceId = await tracer.startTrace(name);
          await null;
          expect(tracer.getCurrentTrace()?.skillName).toBe(name);
          expect(await tracer.getTraceId()).toBe(traceId);
        }),
      ),
    );
  });

  it("is the only running one where the context has none", async () => {
    const tracer = new ExecutionTracer();
    await apart(() => tracer.startTrace("only"));
    expect(tracer.getCurrentTrace()?.skillName).toBe("only");
    expect(new TraceRecorder(tracer).recordStep("x", 1).name).toBe("x");
  });

  it("is none where several run and the context has none, and the error says so", async () => {
    const tracer = new ExecutionTracer();
    await apart(() => tracer.startTrace("a"));
    const traceId = await apart(() => tracer.startTrace("b"));
    expect(tracer.getCurrentTrace()).toBeUndefined();
    expect(() => new TraceRecorder(tracer).recordStep("x", 1)).toThrow(
      /2 are running.*new TraceRecorder\(tracer/s,
    );
    expect(new TraceRecorder(tracer, { traceId }).recordStep("x", 1).id).toBe(1);
  });

  it("stays the context's own when it is finalized, so that late steps are refused and not misplaced", async () => {
    const tracer = new ExecutionTracer();
    const storage = new InMemoryTraceStorage();
    await apart(() => tracer.startTrace("other"));
    await tracer.startTrace("own");
    const own = tracer.getCurrentTrace();
    if (own !== undefined) await storage.finalizeTrace(own, "success");
    expect(tracer.getCurrentTrace()).toMatchObject({ skillName: "own", status: "success" });
    expect(() => new TraceRecorder(tracer).startStep("late")).toThrow(/finalized/);
  });

  it("is a value: steps that end later are not in it", async () => {
    const tracer = new ExecutionTracer();
    await tracer.startTrace("skill");
    const before = tracer.getCurrentTrace();
    new TraceRecorder(tracer).recordStep("x", 1);
    expect(before?.steps).toEqual([]);
    expect(tracer.getCurrentTrace()?.steps).toHaveLength(1);
  });

  it("does not mix with that of another tracer", async () => {
    const [first, second] = [new ExecutionTracer(), new ExecutionTracer()];
    await first.startTrace("first");
    expect(second.getCurrentTrace()).toBeUndefined();
    await second.startTrace("second");
    expect(first.getCurrentTrace()?.skillName).toBe("first");
    await first.trace("inner", async (trace) => {
      expect(second.getCurrentTrace()?.skillName).toBe("second");
      await trace.step("outer step", () =>
        second.trace("nested", async (other) => {
          expect(other.recordStep("top", 1)).not.toHaveProperty("parentId");
          expect(trace.recordStep("child", 1)?.parentId).toBe(1);
          second.clearCurrentTrace();
          expect(first.getCurrentTrace()?.skillName).toBe("inner");
        }),
      );
    });
    expect(first.getCurrentTrace()?.skillName).toBe("first");
    expect(second.getCurrentTrace()?.skillName).toBe("second");
  });
});

describe("clearCurrentTrace", () => {
  it("makes no trace current, while what was recorded can still be finalized", async () => {
    const tracer = new ExecutionTracer();
    await tracer.startTrace("skill");
    const recorder = new TraceRecorder(tracer);
    const step = recorder.startStep("open");
    const snapshot = tracer.getCurrentTrace();
    tracer.clearCurrentTrace();
    expect(tracer.getCurrentTrace()).toBeUndefined();
    expect(await tracer.getTraceId()).toBeUndefined();
    expect(tracer.stats().running).toBe(0);
    expect(() => recorder.startStep("x")).toThrow(NoCurrentTraceError);
    step.end();
    const storage = new InMemoryTraceStorage();
    if (snapshot !== undefined) await storage.finalizeTrace(snapshot, "success");
    expect((await storage.getTrace(snapshot?.traceId ?? ""))?.steps).toMatchObject([{ name: "open" }]);
  });

  it("does nothing where none is current", () => {
    expect(() => new ExecutionTracer().clearCurrentTrace()).not.toThrow();
  });

  it("leaves the traces of other contexts alone", async () => {
    const tracer = new ExecutionTracer();
    await apart(() => tracer.startTrace("other"));
    await tracer.startTrace("own");
    tracer.clearCurrentTrace();
    expect(tracer.stats().running).toBe(1);
  });
});

describe("a tracer", () => {
  it("keeps nothing of the traces that are finalized or cleared", async () => {
    const tracer = new ExecutionTracer();
    const storage = new InMemoryTraceStorage();
    for (let index = 0; index < 100; index += 1) {
      await apart(async () => {
        await tracer.startTrace("skill", { executionId: `exec-${index}` });
        const trace = tracer.getCurrentTrace();
        if (trace !== undefined && index % 2 === 0) await storage.finalizeTrace(trace, "success");
        else tracer.clearCurrentTrace();
      });
    }
    expect(tracer.stats()).toEqual({
      running: 0,
      refusedSteps: 0,
      notJournaled: 0,
      notPublished: 0,
      faults: 0,
    });
  });
});
