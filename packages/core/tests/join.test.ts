import { afterEach, describe, expect, it, vi } from "vitest";
import {
  type Clock,
  closeTrace,
  commitTrace,
  ExecutionTracer,
  InMemoryTraceContext,
  InMemoryTraceStorage,
  InvalidArgumentError,
  JournalError,
  readJournal,
  recoverTrace,
  StorageError,
  systemClock,
  type Trace,
  TraceFinalizedError,
  type TraceHandle,
  TraceRecorder,
  UnknownExecutionError,
} from "../src/index.js";
import { FailingStorage } from "./failing-storage.js";
import { SwitchableJournal } from "./switchable-journal.js";
import { turn } from "./turn.js";

interface Setup {
  readonly journal: SwitchableJournal;
  readonly storage: InMemoryTraceStorage;
  /** Starts the trace. */
  readonly owner: ExecutionTracer;
  /** Joins it, as another process would: context and journal are all that both have. */
  readonly joiner: ExecutionTracer;
  readonly faults: unknown[];
}

function setUp(clock: Clock = systemClock): Setup {
  const journal = new SwitchableJournal();
  const storage = new InMemoryTraceStorage();
  const context = new InMemoryTraceContext();
  const faults: unknown[] = [];
  return {
    journal,
    storage,
    faults,
    owner: new ExecutionTracer({ context, journal, storage, onError: (error) => faults.push(error) }),
    joiner: new ExecutionTracer({ context, journal, clock, onError: (error) => faults.push(error) }),
  };
}

/** Runs a trace of execution "exec-1" to its end, and gives what is stored of it. */
async function stored({ owner, storage }: Setup, fn: (trace: TraceHandle) => Promise<void>): Promise<Trace> {
  const traceId = await owner.trace("skill", { executionId: "exec-1" }, async (trace) => {
    await trace.startStep("own").journaled();
    await untilLater();
    await fn(trace);
    return trace.traceId;
  });
  const trace = await storage.getTrace(traceId);
  if (trace === undefined) throw new Error("Expected a stored trace.");
  return trace;
}

/** The wall clock, which tells milliseconds alone, has gone on. */
async function untilLater(): Promise<void> {
  const before = Date.now();
  while (Date.now() < before + 2) await turn();
}

const names = ({ steps }: Pick<Trace, "steps">): readonly string[] =>
  steps.map(({ name }) => name).toSorted();

afterEach(() => {
  vi.useRealTimers();
});

describe("a joined trace", () => {
  it("has the steps of every process that joined it, each with its parent, in the order in which they began", async () => {
    const setup = setUp();
    const trace = await stored(setup, async (own) => {
      const build = own.startStep("build");
      await build.journaled();
      await untilLater();
      await using first = await setup.joiner.joinTrace("exec-1", { parent: build.traceparent ?? "" });
      await first.step("compile", async () => {
        await first.step("link", (step) => step.setAttributes({ bytes: 7 }));
        first.recordStep("timed elsewhere", 0);
      });
      await untilLater();
      await using second = await setup.joiner.joinTrace("exec-1", { parent: 1 });
      second.startStep("deploy").fail(new Error("no route"));
      await untilLater();
      await using third = await setup.joiner.joinTrace("exec-1");
      third.startStep("top").end();
      build.end();
    });
    const idOf = (name: string): number | undefined => trace.steps.find((step) => step.name === name)?.id;
    expect(trace.steps).toMatchObject([
      { name: "own", id: 1 },
      { name: "build", id: 2 },
      { name: "compile", parentId: 2, status: "success" },
      { name: "link", parentId: idOf("compile"), attributes: { bytes: 7 } },
      { name: "timed elsewhere", parentId: idOf("compile") },
      { name: "deploy", parentId: 1, status: "failed", errorMessage: "no route" },
      { name: "top", status: "success" },
    ]);
    expect(trace.steps.at(-1)).not.toHaveProperty("parentId");
    expect(new Set(trace.steps.map(({ id }) => id)).size).toBe(7);
    expect(setup.faults).toEqual([]);
  });

  it("has the metadata that others set; of a key that several set, the later one", async () => {
    const setup = setUp();
    const trace = await stored(setup, async (own) => {
      own.setMetadata({ a: "owner", b: "owner", c: "owner" });
      await turn();
      await using joined = await setup.joiner.joinTrace("exec-1");
      joined.setMetadata({ b: "joiner", c: "joiner", d: { deep: "joiner" } });
      await turn();
      own.setMetadata({ c: "owner again" });
    });
    expect(trace.metadata).toEqual({ a: "owner", b: "joiner", c: "owner again", d: { deep: "joiner" } });
  });

  it("is recorded by recorders that are used within it, and finalized by its owner alone", async () => {
    const setup = setUp();
    const trace = await stored(setup, async () => {
      await using joined = await setup.joiner.joinTrace("exec-1");
      await joined.step("outer", async () => {
        new TraceRecorder(setup.joiner).recordStep("inner", 1);
        const current = setup.joiner.getCurrentTrace();
        expect(current?.steps).toMatchObject([{ name: "inner" }]);
        const final = setup.storage.finalizeTrace(current as Trace, "success");
        await expect(final).rejects.toThrow(InvalidArgumentError);
        setup.joiner.clearCurrentTrace();
      });
    });
    expect(names(trace)).toEqual(["inner", "outer", "own"]);
    expect(trace.status).toBe("success");
  });

  it("ends steps as interrupted whose process was killed", async () => {
    const setup = setUp();
    const trace = await stored(setup, async () => {
      const joined = await setup.joiner.joinTrace("exec-1");
      await joined.startStep("killed").journaled();
      await untilLater();
    });
    expect(trace.steps).toMatchObject([
      { name: "own" },
      { name: "killed", status: "failed", interrupted: true },
    ]);
    expect(trace.steps[1]?.durationUs).toBeGreaterThan(0);
  });

  it("takes its times from the wall clock, and none from before the start", async () => {
    for (const aheadMs of [60_000, -60_000]) {
      const setup = setUp({ ...systemClock, now: () => Date.now() + aheadMs });
      const trace = await stored(setup, async () => {
        await using joined = await setup.joiner.joinTrace("exec-1");
        await joined.step("joined", () => turn());
      });
      const step = trace.steps.find(({ name }) => name === "joined");
      expect(step?.offsetUs).toBeGreaterThanOrEqual(Math.max(0, aheadMs * 1000));
      expect(step?.durationUs).toBeLessThan(10_000_000);
      expect(Date.parse(step?.timestamp ?? "")).toBeGreaterThanOrEqual(trace.startedAt.getTime());
    }
  });

  it("holds the bounds of the journal, and says where they were met", async () => {
    const setup = setUp();
    const limits = { journalTraceLength: 600 };
    const { journal } = setup;
    const context = new InMemoryTraceContext();
    const owner = new ExecutionTracer({ context, journal, storage: setup.storage });
    const joiner = new ExecutionTracer({ context, journal, limits });
    const trace = await stored({ ...setup, owner }, async () => {
      const joined = await joiner.joinTrace("exec-1");
      for (let index = 0; index < 50; index += 1) joined.startStep(`step ${index}`).end();
      await expect(joined.startStep("too much").journaled()).rejects.toThrow(JournalError);
      expect(joiner.stats().notJournaled).toBeGreaterThan(40);
    });
    expect(names(trace)).toEqual(["own"]);
  });
});

describe("joinTrace", () => {
  it("says what is missing: a journal, an execution that is known, a parent that is one", async () => {
    const setup = setUp();
    await expect(new ExecutionTracer().joinTrace("exec-1")).rejects.toThrow(/journal: expected/);
    await expect(setup.joiner.joinTrace("exec-1")).rejects.toThrow(UnknownExecutionError);
    await expect(setup.joiner.joinTrace("")).rejects.toThrow(InvalidArgumentError);
    const context = new InMemoryTraceContext();
    await context.setTraceId("exec-1", "trace-1");
    const joiner = new ExecutionTracer({ context, journal: setup.journal });
    await expect(joiner.joinTrace("exec-1")).rejects.toMatchObject({
      executionId: "exec-1",
      traceId: "trace-1",
    });
    await stored(setup, async () => {
      const foreign = "00-0af7651916cd43dd8448eb211c80319c-00f067aa0ba902b7-01";
      for (const parent of ["no traceparent", "", -1, 1.5, foreign]) {
        await expect(setup.joiner.joinTrace("exec-1", { parent })).rejects.toThrow(InvalidArgumentError);
      }
      setup.journal.isDown = true;
      await expect(setup.joiner.joinTrace("exec-1")).rejects.toThrow(JournalError);
      setup.journal.isDown = false;
    });
  });

  it("does not join a trace that has ended: closed, removed, or known to the storage alone", async () => {
    const setup = setUp();
    await stored(setup, async () => {});
    await turn();
    await expect(setup.joiner.joinTrace("exec-1")).rejects.toMatchObject({
      code: "TRACE_FINALIZED",
      status: "success",
    });
    const { journal, storage } = setup;
    const context = new InMemoryTraceContext();
    await new ExecutionTracer({ context, journal }).trace("skill", { executionId: "exec-2" }, () => {});
    const joiner = new ExecutionTracer({ context, journal });
    await expect(joiner.joinTrace("exec-2")).rejects.toThrow(TraceFinalizedError);
    const late = new ExecutionTracer({ journal, storage });
    await expect(late.joinTrace("exec-1")).rejects.toThrow(TraceFinalizedError);
  });

  it("tells journaled() what came after the end, and throws nothing else; it is reported once, and counted", async () => {
    const setup = setUp();
    let joined: Awaited<ReturnType<ExecutionTracer["joinTrace"]>> | undefined;
    await stored(setup, async () => {
      joined = await setup.joiner.joinTrace("exec-1");
    });
    if (joined === undefined) throw new Error("Expected a handle.");
    const before = joined.startStep("before it is known");
    await expect(before.journaled()).rejects.toThrow(TraceFinalizedError);
    expect(joined.signal.aborted).toBe(true);
    const after = joined.startStep("after it is known");
    await expect(after.journaled()).rejects.toThrow(TraceFinalizedError);
    after.end();
    before.end();
    joined.setMetadata({ late: true });
    expect(await joined.step("work goes on", () => 7)).toBe(7);
    await joined[Symbol.asyncDispose]();
    expect(setup.faults).toEqual([expect.any(TraceFinalizedError)]);
    expect(setup.joiner.stats()).toMatchObject({ refusedSteps: 2, notJournaled: 1 });
  });
});

describe("steps of a joined trace", () => {
  it("survive that recovery makes a row while the owner lives, also of a process that is gone", async () => {
    const setup = setUp();
    const { journal, storage } = setup;
    const trace = await stored(setup, async ({ traceId }) => {
      const gone = await setup.joiner.joinTrace("exec-1");
      gone.setMetadata({ by: "gone" });
      gone.startStep("gone").end();
      await gone.leave();
      const living = await setup.joiner.joinTrace("exec-1");
      await living.startStep("before").journaled();
      // As recoverTraces does.
      const texts = await journal.take(traceId);
      const journaled = readJournal(texts);
      if (journaled === undefined) throw new Error("Expected a journal.");
      const row = recoverTrace(journaled, Date.now());
      await storage.finalizeTrace(row, row.status);
      await journal.setAside(traceId, texts.length);
      expect((await storage.getTrace(traceId))?.metadata).toEqual({ interrupted: true, by: "gone" });
    });
    expect(names(trace)).toEqual(["before", "gone", "own"]);
    expect(trace).toMatchObject({ status: "success", metadata: { by: "gone" } });
  });

  it("survive a journal that comes back empty, and one that comes back older", async () => {
    for (const kind of ["empty", "older"] as const) {
      const setup = setUp();
      const { journal } = setup;
      const trace = await stored(setup, async (own) => {
        const joined = await setup.joiner.joinTrace("exec-1");
        await joined.startStep("one").journaled();
        await journal.save(own.traceId);
        await joined.startStep("two").journaled();
        await (kind === "empty" ? journal.forget(own.traceId) : journal.restore(own.traceId));
        await own.startStep("own again").journaled();
        await joined.startStep("three").journaled();
      });
      expect(names(trace)).toEqual(["one", "own", "own again", "three", "two"]);
    }
  });

  it("survive a journal that was empty while their process was quiet, and had to wait for the owner", async () => {
    vi.useFakeTimers({ toFake: ["setInterval", "clearInterval", "setTimeout", "clearTimeout"] });
    const setup = setUp();
    const { journal } = setup;
    const trace = await stored(setup, async (own) => {
      const joined = await setup.joiner.joinTrace("exec-1");
      await joined.startStep("one").journaled();
      await journal.forget(own.traceId);
      await expect(joined.startStep("two").journaled()).rejects.toThrow(JournalError);
      const writes = journal.writes;
      for (let count = 0; count < 50; count += 1) await joined.step(`step ${count}`, () => turn());
      expect(journal.writes).toBeLessThanOrEqual(writes + 1);
      for (let seconds = 0; seconds < 20; seconds += 1) {
        await vi.advanceTimersByTimeAsync(1000);
        await turn();
      }
    });
    expect(trace.steps).toHaveLength(53);
    expect(setup.faults).toEqual([]);
  });

  it("are given up where the owner never comes back, with nothing left that runs", async () => {
    vi.useFakeTimers({ toFake: ["setInterval", "clearInterval", "setTimeout", "clearTimeout"] });
    const { journal, faults } = setUp();
    let now = 0;
    const clock: Clock = { now: () => Date.now(), monotonic: () => now };
    const context = new InMemoryTraceContext();
    const dying = new ExecutionTracer({ context, journal });
    const traceId = await dying.startTrace("skill", { executionId: "exec-1" });
    await new TraceRecorder(dying).startStep("own").journaled();
    const waiting = new ExecutionTracer({
      context,
      journal,
      clock,
      onError: (error) => faults.push(error),
    });
    const joined = await waiting.joinTrace("exec-1");
    await joined.startStep("one").journaled();
    dying.clearCurrentTrace();
    await journal.forget(traceId);
    for (let seconds = 0; seconds < 100; seconds += 1) {
      now += 1000;
      await vi.advanceTimersByTimeAsync(1000);
      await turn();
    }
    expect(joined.signal.aborted).toBe(true);
    expect(faults).toEqual([expect.any(TraceFinalizedError)]);
    expect(vi.getTimerCount()).toBe(0);
  });

  it("are read again by each finalizeTrace, while the storage is down", async () => {
    const setup = setUp();
    const { journal } = setup;
    const context = new InMemoryTraceContext();
    const owner = new ExecutionTracer({ context, journal });
    await owner.startTrace("skill", { executionId: "exec-1" });
    await new TraceRecorder(owner).startStep("own").journaled();
    const joined = await new ExecutionTracer({ context, journal }).joinTrace("exec-1");
    joined.startStep("joined").end();
    await joined.leave();
    const trace = owner.getCurrentTrace();
    if (trace === undefined) throw new Error("Expected a trace.");
    const close = (): ReturnType<typeof closeTrace> => closeTrace(trace, "success", {}, Date.now());
    for (let tries = 0; tries < 5; tries += 1) {
      const given: Trace[] = [];
      const commit = (final: Trace): Promise<never> => {
        given.push(final);
        return new FailingStorage().finalizeTrace();
      };
      await expect(commitTrace(close(), commit)).rejects.toThrow(StorageError);
      expect(given.map(names)).toEqual([["joined", "own"]]);
    }
  });

  it("make the owner's row give way to the whole, where the journal was away at the end", async () => {
    vi.useFakeTimers({ toFake: ["setInterval", "clearInterval", "setTimeout", "clearTimeout"] });
    const setup = setUp();
    const { journal, storage } = setup;
    const trace = await stored(setup, async (own) => {
      const joined = await setup.joiner.joinTrace("exec-1");
      joined.startStep("joined").end();
      await joined.leave();
      await own.startStep("later").journaled();
      journal.isDown = true;
    });
    expect(trace).toMatchObject({
      status: "success",
      metadata: { interrupted: true, truncated: { joined: true } },
    });
    expect(names(trace)).toEqual(["later", "own"]);
    journal.isDown = false;
    await vi.advanceTimersByTimeAsync(1000);
    await turn();
    const journaled = readJournal(await journal.take(trace.traceId));
    if (journaled === undefined) throw new Error("Expected a journal.");
    await storage.finalizeTrace(recoverTrace(journaled, Date.now()), "success");
    const whole = await storage.getTrace(trace.traceId);
    expect(whole).toMatchObject({ status: "success", metadata: {} });
    expect(names(whole ?? trace)).toEqual(["joined", "later", "own"]);
  });
});

describe("the hold of a joined trace", () => {
  it("begins with the first word, and ends with leave, or with the trace", async () => {
    vi.useFakeTimers({ toFake: ["setInterval", "clearInterval"] });
    const setup = setUp();
    const timers = (): number => vi.getTimerCount();
    let during = 0;
    await stored(setup, async () => {
      during = timers();
      const joined = await setup.joiner.joinTrace("exec-1");
      expect(timers()).toBe(during);
      joined.startStep("a");
      expect(timers()).toBe(during + 1);
      await joined.leave();
      expect(timers()).toBe(during);
      joined.startStep("b");
      expect(timers()).toBe(during + 1);
      await turn();
    });
    expect(timers()).toBe(1);
    await vi.advanceTimersByTimeAsync(15_000);
    await turn();
    expect(timers()).toBe(0);
  });
});
