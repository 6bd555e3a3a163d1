import { afterEach, describe, expect, it, vi } from "vitest";
import {
  ExecutionTracer,
  type ExecutionTracerOptions,
  InMemoryTraceStorage,
  type StepHandle,
  StorageError,
  type Trace,
  TraceFinalizedError,
  type TraceHandle,
  type TraceOptions,
  TraceRecorder,
  TraceTimeoutError,
} from "../src/index.js";
import { hostileValues } from "./arbitraries.js";
import { FailingStorage } from "./failing-storage.js";
import { FakeClock } from "./fake-clock.js";
import { SwitchableContext } from "./switchable-context.js";

interface Setup {
  readonly clock: FakeClock;
  readonly tracer: ExecutionTracer;
  readonly faults: unknown[];
  readonly stored: (traceId: string | undefined) => Promise<Trace | undefined>;
}

function setUp(options: ExecutionTracerOptions = {}): Setup {
  const clock = new FakeClock();
  const storage = new InMemoryTraceStorage({ clock });
  const faults: unknown[] = [];
  const tracer = new ExecutionTracer({ clock, storage, onError: (error) => faults.push(error), ...options });
  return { clock, tracer, faults, stored: (traceId) => storage.getTrace(traceId ?? "none") };
}

afterEach(() => {
  vi.useRealTimers();
});

describe("tracer.trace", () => {
  it("records, finalizes and stores, and gives the function's result", async () => {
    const { clock, tracer, stored } = setUp();
    const options = { executionId: "exec-1", metadata: { user: "alice" } };
    const traceId = await tracer.trace("docker-build", options, async (trace) => {
      await trace.step("load-config", () => clock.advance(75));
      trace.recordStep("build-image", 250);
      trace.setMetadata({ image: "api:1.4" });
      return trace.traceId;
    });
    expect(await stored(traceId)).toMatchObject({
      skillName: "docker-build",
      executionId: "exec-1",
      status: "success",
      completedAt: new Date("2025-11-16T12:00:00.075Z"),
      totalDurationMs: 325,
      metadata: { user: "alice", image: "api:1.4" },
      steps: [{ name: "load-config" }, { name: "build-image" }],
    });
    expect(await tracer.getTraceId("exec-1")).toBe(traceId);
    expect(tracer.stats()).toEqual({
      running: 0,
      refusedSteps: 0,
      notJournaled: 0,
      notPublished: 0,
      faults: 0,
    });
  });

  it("adds to the metadata, and leaves earlier snapshots and the caller's object as they were", async () => {
    const { tracer } = setUp();
    const metadata = { user: "alice", image: "none" };
    await tracer.trace("skill", { metadata }, (trace) => {
      const before = tracer.getCurrentTrace();
      trace.setMetadata({ image: "api:1.4" });
      expect(before?.metadata).toEqual({ user: "alice", image: "none" });
      expect(tracer.getCurrentTrace()?.metadata).toEqual({ user: "alice", image: "api:1.4" });
    });
    expect(metadata).toEqual({ user: "alice", image: "none" });
  });

  it("starts the work at once, however long the context takes", async () => {
    const context = new SwitchableContext();
    let release: () => void = () => {};
    const answer = new Promise<void>((resolve) => {
      release = resolve;
    });
    context.setTraceId = () => answer;
    const { tracer, stored } = setUp({ context });
    const traceId = await tracer.trace("skill", { executionId: "exec-1" }, (trace) => trace.traceId);
    expect(await stored(traceId)).toMatchObject({ status: "success" });
    release();
  });

  it.each([
    ["skillName", "", {}],
    ["executionId", "skill", { executionId: 5 }],
    ["metadata", "skill", { metadata: [] }],
    ["timeoutMs", "skill", { timeoutMs: -1 }],
    ["signal", "skill", { signal: {} }],
  ])("rejects a wrong %s with strict, and starts nothing", async (argument, skillName, options) => {
    const { tracer, faults } = setUp({ strict: true });
    const fn = vi.fn();
    await expect(tracer.trace(skillName, options as TraceOptions, fn)).rejects.toThrow(`Invalid ${argument}`);
    expect(fn).not.toHaveBeenCalled();
    expect([tracer.stats().running, faults]).toEqual([0, []]);
  });

  it("needs no storage", async () => {
    expect(await new ExecutionTracer().trace("skill", () => 5)).toBe(5);
  });

  it("is the current trace within the function, and the caller's own is current again after it", async () => {
    const { tracer } = setUp();
    await tracer.startTrace("outer");
    await tracer.trace("inner", () => {
      expect(tracer.getCurrentTrace()?.skillName).toBe("inner");
      new TraceRecorder(tracer).recordStep("x", 1);
    });
    expect(tracer.getCurrentTrace()).toMatchObject({ skillName: "outer", steps: [] });
  });

  it("keeps a step's place where another trace runs between it and what is within it", async () => {
    const { tracer, stored } = setUp();
    const [outerId, innerId] = await tracer.trace("outer", (outer) =>
      outer.step("build", () =>
        tracer.trace("inner", (inner) =>
          inner.step("fetch", () =>
            outer.step("log", async () => {
              await outer.step("line", () => {});
              await inner.step("part", () => {});
              return [outer.traceId, inner.traceId];
            }),
          ),
        ),
      ),
    );
    expect((await stored(outerId))?.steps.map(({ name, id, parentId }) => [name, id, parentId])).toEqual([
      ["build", 1, undefined],
      ["log", 2, 1],
      ["line", 3, 2],
    ]);
    expect((await stored(innerId))?.steps.map(({ name, id, parentId }) => [name, id, parentId])).toEqual([
      ["fetch", 1, undefined],
      ["part", 2, 1],
    ]);
  });

  it.each([
    [new Error("why"), "why"],
    ["text", "text"],
    [undefined, "undefined"],
    [null, "null"],
  ])("rejects with the very value that the function throws: %s", async (thrown, text) => {
    const { tracer, stored } = setUp();
    let traceId: string | undefined;
    const run = tracer.trace("skill", (trace) => {
      traceId = trace.traceId;
      throw thrown;
    });
    await expect(run).rejects.toBe(thrown);
    expect(await stored(traceId)).toMatchObject({ status: "failed", errorMessage: text });
  });

  it("says so where the text of what was thrown is cut", async () => {
    const { tracer, stored } = setUp();
    let traceId: string | undefined;
    const run = tracer.trace("skill", (trace) => {
      traceId = trace.traceId;
      throw new Error("x".repeat(100_000));
    });
    await expect(run).rejects.toThrow();
    const trace = await stored(traceId);
    expect(trace?.errorMessage).toHaveLength(65_536);
    expect(trace?.metadata).toEqual({ truncated: { error_message: true } });
  });

  it("passes on every hostile value that the function throws", async () => {
    const { tracer } = setUp();
    for (const value of hostileValues()) {
      const caught = await tracer
        .trace("skill", (trace) =>
          trace.step("step", () => {
            throw value;
          }),
        )
        .then(
          () => ["result"],
          (error: unknown) => [error],
        );
      expect(Object.is(caught[0], value)).toBe(true);
    }
    expect(tracer.stats()).toMatchObject({ running: 0, faults: 0 });
  });

  it("says why by the step that failed, before the error that came out", async () => {
    const { tracer, stored } = setUp();
    let traceId: string | undefined;
    const run = tracer.trace("skill", async (trace) => {
      traceId = trace.traceId;
      await trace.step("connect", () => Promise.reject(new TypeError("refused"))).catch(() => {});
      throw new Error("gave up");
    });
    await expect(run).rejects.toThrow("gave up");
    expect((await stored(traceId))?.errorMessage).toBe("TypeError: refused");
  });

  it("takes a storage failure upon itself: the function's result stands", async () => {
    const { tracer, faults } = setUp({ storage: new FailingStorage() });
    expect(await tracer.trace("skill", () => "result")).toBe("result");
    await expect(tracer.trace("skill", () => Promise.reject(new Error("own")))).rejects.toThrow("own");
    expect(faults).toEqual([expect.any(StorageError), expect.any(StorageError)]);
    expect(tracer.stats()).toMatchObject({ running: 0, faults: 2 });
  });

  it("raises a storage failure with strict, unless the function failed itself", async () => {
    const { tracer } = setUp({ storage: new FailingStorage(), strict: true });
    await expect(tracer.trace("skill", () => "result")).rejects.toThrow(StorageError);
    await expect(tracer.trace("skill", () => Promise.reject(new Error("own")))).rejects.toThrow("own");
  });

  it("goes on without its context", async () => {
    const context = new SwitchableContext();
    context.isDown = true;
    const { tracer, faults } = setUp({ context });
    expect(await tracer.trace("skill", { executionId: "exec-1" }, () => 5)).toBe(5);
    expect(faults).toHaveLength(1);
  });

  it.each([
    [
      "throws",
      () => {
        throw new Error("of onError");
      },
    ],
    ["rejects", () => Promise.reject(new Error("of onError"))],
  ])("survives an onError that %s", async (_, onError) => {
    const unhandled = vi.fn();
    process.on("unhandledRejection", unhandled);
    const { tracer } = setUp({ storage: new FailingStorage(), onError });
    expect(await tracer.trace("skill", () => 5)).toBe(5);
    // Node says so after the microtasks of the turn.
    await new Promise((resolve) => setImmediate(resolve));
    process.off("unhandledRejection", unhandled);
    expect(unhandled).not.toHaveBeenCalled();
  });

  it("reports what it was given wrong, leaves it out, and runs the function", async () => {
    const throwingGetter = Object.defineProperty({}, "x", {
      enumerable: true,
      get() {
        throw new Error("x");
      },
    });
    const wrong: readonly [unknown, unknown][] = [
      ["", {}],
      [undefined, {}],
      ["skill", { executionId: "" }],
      ["skill", { executionId: 5 }],
      ["skill", { metadata: "text" }],
      ["skill", { metadata: [] }],
      ["skill", { timeoutMs: -1 }],
      ["skill", { timeoutMs: Number.NaN }],
      ["skill", { timeoutMs: 2 ** 31 }],
      ["skill", { signal: {} }],
      ["skill", { signal: new AbortController() }],
    ];
    const { tracer, faults } = setUp();
    for (const [skillName, options] of wrong) {
      expect(await tracer.trace(skillName as string, options as TraceOptions, () => "ran")).toBe("ran");
    }
    expect(faults.length).toBeGreaterThanOrEqual(wrong.length);
    expect(await tracer.trace("skill", { metadata: throwingGetter }, () => "ran")).toBe("ran");
    expect(await tracer.trace("skill", null as unknown as TraceOptions, () => "ran")).toBe("ran");
    expect(tracer.stats().running).toBe(0);
  });

  it("runs the function and records it though generateId fails", async () => {
    for (const generateId of [
      () => "",
      () => {
        throw new Error("no ids left");
      },
    ]) {
      const { tracer, faults, stored } = setUp({ generateId });
      const traceId = await tracer.trace("skill", (trace) => trace.traceId);
      expect((await stored(traceId))?.status).toBe("success");
      expect(faults.length).toBeGreaterThan(0);
    }
  });

  it("keeps a good execution id beside wrong metadata", async () => {
    const { tracer, stored } = setUp();
    const options = { executionId: "exec-1", metadata: 5 as unknown as object };
    const traceId = await tracer.trace("skill", options, (trace) => trace.traceId);
    expect(await stored(traceId)).toMatchObject({ executionId: "exec-1", metadata: {} });
  });

  it.each([undefined, null, "fn", {}])("rejects where there is no function but %j", async (fn) => {
    const { tracer } = setUp();
    await expect(tracer.trace("skill", {}, fn as unknown as () => void)).rejects.toThrow(/^Invalid fn/);
  });

  it("leaves a trace that its function finalized itself as it is, and says so", async () => {
    const storage = new InMemoryTraceStorage();
    const { tracer, faults } = setUp({ storage });
    const traceId = await tracer.trace("skill", async (trace) => {
      const current = tracer.getCurrentTrace();
      if (current !== undefined) await storage.finalizeTrace(current, "failed", { errorMessage: "by hand" });
      return trace.traceId;
    });
    expect(await storage.getTrace(traceId)).toMatchObject({ status: "failed", errorMessage: "by hand" });
    expect(faults).toEqual([expect.any(TraceFinalizedError)]);
  });
});

describe("a time limit", () => {
  async function timeOut(
    fn: (trace: TraceHandle) => Promise<unknown>,
  ): Promise<Setup & { readonly thrown: unknown; readonly traceId: string | undefined }> {
    vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout"] });
    const setup = setUp();
    let traceId: string | undefined;
    const run = setup.tracer
      .trace("skill", { timeoutMs: 50 }, (trace) => {
        traceId = trace.traceId;
        return fn(trace);
      })
      .catch((error: unknown) => error);
    await vi.advanceTimersByTimeAsync(50);
    return { ...setup, thrown: await run, traceId };
  }

  it("ends the trace as timeout, with the steps it had, and rejects with TraceTimeoutError", async () => {
    const { thrown, traceId, stored } = await timeOut((trace) =>
      trace.step("endless", () => new Promise(() => {})),
    );
    expect(thrown).toBeInstanceOf(TraceTimeoutError);
    expect(await stored(traceId)).toMatchObject({
      status: "timeout",
      errorMessage: "TraceTimeoutError: Skill 'skill' ran longer than its time limit of 50 ms",
      steps: [{ name: "endless", status: "failed", interrupted: true }],
    });
  });

  it("tells the function through its signal", async () => {
    let signal: AbortSignal | undefined;
    const { thrown } = await timeOut((trace) => {
      signal = trace.signal;
      return new Promise(() => {});
    });
    expect(signal?.reason).toBe(thrown);
  });

  it("counts what comes too late from a handle, without a word for each", async () => {
    const { tracer, faults } = setUp();
    let late: StepHandle | undefined;
    let trace: TraceHandle | undefined;
    await tracer.trace("skill", (handle) => {
      trace = handle;
      late = handle.startStep("left open");
    });
    late?.setAttributes({ a: 1 });
    late?.end();
    trace?.setMetadata({ a: 1 });
    expect(faults).toEqual([]);
    expect(tracer.stats().faults).toBe(3);
  });

  it("counts the steps that come too late, and throws nothing into them", async () => {
    let late: TraceHandle | undefined;
    let open: StepHandle | undefined;
    const { tracer } = await timeOut((trace) => {
      late = trace;
      open = trace.startStep("open");
      return new Promise(() => {});
    });
    late?.startStep("one").end();
    expect(await late?.step("two", () => "ran")).toBe("ran");
    expect(late?.recordStep("three", 5)).toBeUndefined();
    expect(tracer.stats().refusedSteps).toBe(3);
    expect(() => {
      open?.end();
      open?.setAttributes({ a: 1 });
      late?.setMetadata({ a: 1 });
    }).not.toThrow();
  });

  it("is none where the function is done in time", async () => {
    const { tracer, stored } = setUp();
    const traceId = await tracer.trace("skill", { timeoutMs: 10_000 }, (trace) => trace.traceId);
    expect((await stored(traceId))?.status).toBe("success");
  });
});

describe("a signal", () => {
  it("that is aborted already keeps the function from running, and is recorded", async () => {
    const storage = new InMemoryTraceStorage();
    const { tracer } = setUp({ storage, generateId: () => "trace-1" });
    const fn = vi.fn();
    const signal = AbortSignal.abort(new Error("stopped"));
    await expect(tracer.trace("skill", { signal }, fn)).rejects.toThrow("stopped");
    expect(fn).not.toHaveBeenCalled();
    expect(await storage.getTrace("trace-1")).toMatchObject({ status: "failed", errorMessage: "stopped" });
  });

  it("that aborts later ends the trace as failed, with its very reason", async () => {
    const { tracer, stored } = setUp();
    const controller = new AbortController();
    const reason = { why: "stopped" };
    let traceId: string | undefined;
    const run = tracer.trace("skill", { signal: controller.signal }, (trace) => {
      traceId = trace.traceId;
      controller.abort(reason);
      return new Promise(() => {});
    });
    await expect(run).rejects.toBe(reason);
    expect(await stored(traceId)).toMatchObject({ status: "failed", errorMessage: '{"why":"stopped"}' });
  });
});

describe("handles in tracer.trace", () => {
  it("never throw, whatever they are given, and report it", async () => {
    const { tracer, faults, stored } = setUp();
    const foreign = new TraceRecorder(tracer);
    await tracer.startTrace("other");
    const parent = foreign.startStep("elsewhere");
    const traceId = await tracer.trace("skill", async (trace) => {
      for (const name of ["", undefined, 5] as string[]) {
        trace.startStep(name).end();
        expect(await trace.step(name, () => "ran")).toBe("ran");
        expect(trace.recordStep(name, 1)).toBeUndefined();
      }
      for (const ms of [-1, Number.NaN, Number.POSITIVE_INFINITY]) {
        expect(trace.recordStep("ms", ms)).toBeUndefined();
      }
      trace.startStep("parent", { parent }).end();
      trace.startStep("attributes", { attributes: 5 as unknown as object }).end();
      trace.recordStep("status", 1, { status: "done" as "failed" });
      const step = trace.startStep("handle");
      step.end({ status: "done" as "failed" });
      for (const value of hostileValues()) {
        step.setAttributes(value as object);
        trace.setMetadata(value as object);
        trace.recordStep("hostile", 1, { attributes: value as object });
        trace.startStep("message").end({ status: "failed", errorMessage: value as string });
        trace.startStep("failing").fail(value);
      }
      return trace.traceId;
    });
    expect((await stored(traceId))?.status).toBe("success");
    expect(faults.length).toBeGreaterThan(10);
  });

  it("put wrongly named steps under a name of their own", async () => {
    const { tracer, stored } = setUp();
    const traceId = await tracer.trace("skill", async (trace) => {
      await trace.step("", () => {});
      return trace.traceId;
    });
    expect((await stored(traceId))?.steps).toMatchObject([{ name: "unnamed" }]);
  });
});
