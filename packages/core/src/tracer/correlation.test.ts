import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { SwitchableContext } from "../../tests/switchable-context.js";
import { ContextError } from "../errors/context-error.js";
import { InMemoryTraceStorage } from "../memory/in-memory-trace-storage.js";
import { ExecutionTracer, type ExecutionTracerOptions } from "./execution-tracer.js";

const RENEW_MS = 900_000;

interface Setup {
  readonly context: SwitchableContext;
  readonly storage: InMemoryTraceStorage;
  readonly tracer: ExecutionTracer;
  readonly faults: unknown[];
  readonly finalize: () => Promise<unknown>;
}

function setUp(options: ExecutionTracerOptions = {}): Setup {
  const context = new SwitchableContext();
  const storage = new InMemoryTraceStorage();
  const faults: unknown[] = [];
  const tracer = new ExecutionTracer({
    context,
    storage,
    onError: (error) => faults.push(error),
    ...options,
  });
  const finalize = async (): Promise<unknown> => {
    const trace = tracer.getCurrentTrace();
    return trace && storage.finalizeTrace(trace, "success");
  };
  return { context, storage, tracer, faults, finalize };
}

beforeEach(() => {
  vi.useFakeTimers({ toFake: ["setInterval", "clearInterval"] });
});
afterEach(() => {
  vi.useRealTimers();
});

describe("the context of a running trace", () => {
  it("is set when the trace starts, and stays after its end", async () => {
    const { context, tracer, finalize } = setUp();
    const traceId = await tracer.startTrace("skill", { executionId: "exec-1" });
    await finalize();
    expect(await context.getTraceId("exec-1")).toBe(traceId);
  });

  it("is not touched for a trace without an execution id", async () => {
    const { context, tracer } = setUp();
    await tracer.startTrace("skill");
    expect(context.calls).toEqual([]);
    expect(vi.getTimerCount()).toBe(0);
  });

  it("is renewed while the trace runs, by one timer for all, and no longer", async () => {
    const { context, tracer, finalize } = setUp();
    await tracer.startTrace("skill", { executionId: "exec-1" });
    await finalize();
    expect(vi.getTimerCount()).toBe(0);
    await tracer.startTrace("skill", { executionId: "exec-2" });
    await tracer.trace("skill", { executionId: "exec-3" }, async () => {
      expect(vi.getTimerCount()).toBe(1);
      await vi.advanceTimersByTimeAsync(RENEW_MS);
    });
    await vi.advanceTimersByTimeAsync(RENEW_MS);
    expect(context.calls).toEqual([
      "set exec-1",
      "set exec-2",
      "set exec-3",
      "renew exec-2",
      "renew exec-3",
      "renew exec-2",
    ]);
    await finalize();
    expect(vi.getTimerCount()).toBe(0);
  });

  it("stays that of the trace that started last, also when an earlier one outlives it", async () => {
    const { context, tracer } = setUp();
    const shared = { executionId: "exec-1" };
    await tracer.trace("skill", shared, async () => {
      const newer = await tracer.trace("skill", shared, (trace) => trace.traceId);
      await vi.advanceTimersByTimeAsync(RENEW_MS);
      expect(await context.getTraceId("exec-1")).toBe(newer);
      await context.deleteTraceId("exec-1");
      await vi.advanceTimersByTimeAsync(RENEW_MS);
      expect(await context.getTraceId("exec-1")).toBeUndefined();
    });
  });

  it("is renewed again by a trace that starts after the timer stopped", async () => {
    const { context, tracer, finalize } = setUp();
    await tracer.startTrace("skill", { executionId: "exec-1" });
    await finalize();
    await tracer.startTrace("skill", { executionId: "exec-2" });
    await vi.advanceTimersByTimeAsync(RENEW_MS);
    expect(context.calls.at(-1)).toBe("renew exec-2");
  });

  it("is set again where it lapsed", async () => {
    const { context, tracer } = setUp();
    const traceId = await tracer.startTrace("skill", { executionId: "exec-1" });
    await context.deleteTraceId("exec-1");
    await vi.advanceTimersByTimeAsync(RENEW_MS);
    expect(await context.getTraceId("exec-1")).toBe(traceId);
  });

  it("is not renewed after the trace was cleared", async () => {
    const { context, tracer } = setUp();
    await tracer.startTrace("skill", { executionId: "exec-1" });
    tracer.clearCurrentTrace();
    await vi.advanceTimersByTimeAsync(RENEW_MS);
    expect(context.calls).toEqual(["set exec-1"]);
    expect(vi.getTimerCount()).toBe(0);
  });

  it("is renewed no more often than a timer can wait, however long it lives", async () => {
    class Patient extends SwitchableContext {
      override readonly renewEveryMs = Number.POSITIVE_INFINITY;
    }
    const setInterval = vi.spyOn(globalThis, "setInterval");
    const tracer = new ExecutionTracer({ context: new Patient() });
    await tracer.startTrace("skill", { executionId: "exec-1" });
    expect(setInterval).toHaveBeenCalledWith(expect.anything(), 2_147_483_647);
  });
});

describe("a context that is down", () => {
  it("does not stop a trace, is reported once, counted each time, and healed at the next renewal", async () => {
    const { context, tracer, faults } = setUp();
    context.isDown = true;
    const first = await tracer.startTrace("skill", { executionId: "exec-1" });
    await tracer.startTrace("skill", { executionId: "exec-2" });
    await vi.advanceTimersByTimeAsync(RENEW_MS);
    expect(faults).toEqual([expect.any(ContextError)]);
    expect(tracer.stats().faults).toBe(4);
    context.isDown = false;
    await vi.advanceTimersByTimeAsync(RENEW_MS);
    expect(await tracer.getTraceId("exec-1")).toBe(first);
    expect(tracer.stats().faults).toBe(4);
  });

  it("is reported again when it goes down again", async () => {
    const { context, tracer, faults } = setUp();
    for (const isDown of [true, false, true]) {
      context.isDown = isDown;
      await tracer.startTrace("skill", { executionId: "exec-1" });
    }
    expect(faults).toHaveLength(2);
  });

  it("makes startTrace and trace reject with strict, and leaves nothing running", async () => {
    const { context, tracer } = setUp({ strict: true });
    context.isDown = true;
    const fn = vi.fn();
    await expect(tracer.startTrace("skill", { executionId: "exec-1" })).rejects.toThrow(ContextError);
    await expect(tracer.trace("skill", { executionId: "exec-1" }, fn)).rejects.toThrow(ContextError);
    expect(fn).not.toHaveBeenCalled();
    expect(tracer.stats().running).toBe(0);
    expect(tracer.getCurrentTrace()).toBeUndefined();
    await vi.advanceTimersByTimeAsync(RENEW_MS);
    expect(vi.getTimerCount()).toBe(0);
  });

  it("makes getTraceId of an execution reject, and nothing else", async () => {
    const { context, tracer } = setUp();
    const traceId = await tracer.startTrace("skill");
    context.isDown = true;
    await expect(tracer.getTraceId("exec-1")).rejects.toThrow(ContextError);
    expect(await tracer.getTraceId()).toBe(traceId);
  });
});

describe("getTraceId", () => {
  it("falls back to the storage where the context has forgotten", async () => {
    const { context, tracer, finalize } = setUp();
    const traceId = await tracer.startTrace("skill", { executionId: "exec-1" });
    await finalize();
    await context.clearAll();
    expect(await tracer.getTraceId("exec-1")).toBe(traceId);
    expect(await tracer.getTraceId("exec-2")).toBeUndefined();
  });

  it("knows nothing of an unknown execution without a storage", async () => {
    expect(await new ExecutionTracer().getTraceId("exec-1")).toBeUndefined();
  });

  it.each(["", "x".repeat(256), "a\u0000"])("rejects the execution id %j", async (executionId) => {
    await expect(new ExecutionTracer().getTraceId(executionId)).rejects.toThrow(/Invalid executionId/);
  });
});
