import { afterEach, describe, expect, it, vi } from "vitest";
import {
  closeTrace,
  commitTrace,
  ExecutionTracer,
  InMemoryTraceStorage,
  type JournaledTrace,
  readJournal,
  StorageError,
  TraceRecorder,
} from "../src/index.js";
import { FailingStorage } from "./failing-storage.js";
import { SwitchableJournal } from "./switchable-journal.js";
import { turn } from "./turn.js";

interface Setup {
  readonly journal: SwitchableJournal;
  readonly tracer: ExecutionTracer;
  readonly said: (traceId: string) => Promise<JournaledTrace | undefined>;
}

function setUp(): Setup {
  const journal = new SwitchableJournal();
  const tracer = new ExecutionTracer({ journal, storage: new InMemoryTraceStorage() });
  return { journal, tracer, said: async (id) => readJournal(await journal.read(id)) };
}

const names = (journaled: JournaledTrace | undefined): readonly string[] | undefined =>
  journaled?.steps.map(({ name }) => name);

afterEach(() => {
  vi.useRealTimers();
});

describe("a journal that was away", () => {
  it("is written to again from the first trace on that meets it, however short that is", async () => {
    const faults: unknown[] = [];
    const journal = new SwitchableJournal();
    const storage = new InMemoryTraceStorage();
    const tracer = new ExecutionTracer({ journal, storage, onError: (fault) => faults.push(fault) });
    const shortTrace = (): Promise<Error | undefined> =>
      tracer.trace("short", async (trace) => {
        const step = new TraceRecorder(tracer, { traceId: trace.traceId }).startStep("step");
        step.end();
        return step.journaled().then(
          () => undefined,
          (error: Error) => error,
        );
      });
    journal.isDown = true;
    expect(await shortTrace()).toMatchObject({ name: "JournalError" });
    journal.isDown = false;
    await shortTrace();
    expect(await shortTrace()).toBeUndefined();
    expect(faults).toHaveLength(1);
    journal.isDown = true;
    await shortTrace();
    expect(faults).toHaveLength(2);
  });

  it("keeps work from beginning for a strict tracer alone", async () => {
    const journal = new SwitchableJournal();
    journal.isDown = true;
    const strict = new ExecutionTracer({ journal, strict: true });
    await expect(strict.startTrace("skill")).rejects.toMatchObject({ name: "JournalError" });
    expect(strict.getCurrentTrace()).toBeUndefined();
    await expect(strict.trace("skill", () => "done")).rejects.toMatchObject({ name: "JournalError" });
    const tolerant = new ExecutionTracer({ journal });
    expect(await tolerant.trace("skill", () => "done")).toBe("done");
    journal.isDown = false;
    expect(await strict.trace("skill", () => "done")).toBe("done");
  });

  it("holds nothing of a trace whose closing was carried out, and not answered", async () => {
    const { journal, tracer } = setUp();
    const traceId = await tracer.trace("skill", async (trace) => {
      await trace.startStep("step").journaled();
      journal.isMute = true;
      return trace.traceId;
    });
    await turn();
    expect(await journal.read(traceId)).toEqual([]);
  });
});

describe("a journal whose answers are lost", () => {
  it.each([undefined, "exec-1"])(
    "is not taken for one that others have written to: execution %s",
    async (executionId) => {
      const journal = new SwitchableJournal();
      const storage = new InMemoryTraceStorage();
      const tracer = new ExecutionTracer({ journal, storage });
      const options = executionId === undefined ? {} : { executionId };
      const traceId = await tracer.trace("skill", options, async (trace) => {
        journal.isMute = true;
        await trace.startStep("taken, not answered").journaled();
        journal.isMute = false;
        trace.startStep("answered");
        await expect
          .poll(async () => names(readJournal(await journal.read(trace.traceId))), { timeout: 5000 })
          .toHaveLength(2);
        await turn();
        journal.isDown = true;
        return trace.traceId;
      });
      const stored = await storage.getTrace(traceId);
      expect(stored?.metadata).toEqual({});
      expect(stored?.steps).toHaveLength(2);
    },
  );
});

describe("a journal that comes back older", () => {
  it("is told by the next word what it has lost, also where others have written since", async () => {
    const { journal, tracer, said } = setUp();
    await tracer.trace("skill", async (trace) => {
      await trace.startStep("a").journaled();
      await journal.save(trace.traceId);
      await trace.startStep("b").journaled();
      await trace.startStep("c").journaled();
      await journal.restore(trace.traceId);
      for (let count = 0; count < 5; count += 1) await journal.append(trace.traceId, "[]");
      expect(names(await said(trace.traceId))).toEqual(["a"]);
      await trace.startStep("d").journaled();
      expect(names(await said(trace.traceId))).toEqual(["a", "b", "c", "d"]);
    });
  });

  it("is told by the next renewal, where the trace itself is quiet", async () => {
    vi.useFakeTimers({ toFake: ["setInterval", "clearInterval"] });
    const { journal, tracer, said } = setUp();
    await tracer.trace("skill", async (trace) => {
      await trace.startStep("a").journaled();
      await journal.save(trace.traceId);
      await trace.startStep("b").journaled();
      await journal.restore(trace.traceId);
      await vi.advanceTimersByTimeAsync(15_000);
      await turn();
      expect(names(await said(trace.traceId))).toEqual(["a", "b"]);
      const texts = await journal.read(trace.traceId);
      await vi.advanceTimersByTimeAsync(60_000);
      await turn();
      expect(await journal.read(trace.traceId)).toEqual(texts);
    });
  });

  it("is told at the end of the trace", async () => {
    const { journal, tracer, said } = setUp();
    const traceId = await tracer.startTrace("skill");
    const recorder = new TraceRecorder(tracer);
    await recorder.startStep("a").journaled();
    await journal.save(traceId);
    await recorder.startStep("b").journaled();
    await journal.restore(traceId);
    const trace = tracer.getCurrentTrace();
    if (trace === undefined) throw new Error("Expected a trace.");
    const closed = closeTrace(trace, "success", {}, Date.now());
    await expect(commitTrace(closed, () => new FailingStorage().finalizeTrace())).rejects.toThrow(
      StorageError,
    );
    expect(names(await said(traceId))).toEqual(["a", "b"]);
  });
});

describe("the texts of a journal", () => {
  it("stay short where much is due at once, and hold all of it", async () => {
    const { journal, tracer, said } = setUp();
    await tracer.trace("skill", async (trace) => {
      for (let index = 0; index < 300; index += 1) {
        trace.recordStep(`step ${index}`, 1, { attributes: { text: "x".repeat(10_000) } });
      }
      await trace.startStep("last").journaled();
      const texts = await journal.read(trace.traceId);
      expect(Math.max(...texts.map(({ length }) => length))).toBeLessThan(300_000);
      expect((await said(trace.traceId))?.steps).toHaveLength(301);
      await journal.forget(trace.traceId);
      await trace.startStep("later").journaled();
      expect((await said(trace.traceId))?.steps).toHaveLength(302);
    });
  });

  it("do not grow in number by a finalizeTrace that is tried again and again", async () => {
    const { journal, tracer, said } = setUp();
    const traceId = await tracer.startTrace("skill");
    await new TraceRecorder(tracer).startStep("a").journaled();
    const trace = tracer.getCurrentTrace();
    if (trace === undefined) throw new Error("Expected a trace.");
    const sizes = new Set<number>();
    for (let tries = 0; tries < 10; tries += 1) {
      const closed = closeTrace(trace, "success", {}, Date.now());
      await expect(commitTrace(closed, () => new FailingStorage().finalizeTrace())).rejects.toThrow(
        StorageError,
      );
      sizes.add((await journal.read(traceId)).length);
      await turn();
    }
    expect([...sizes]).toEqual([2, 3]);
    expect(names(await said(traceId))).toEqual(["a"]);
  });
});

describe("metadata.interrupted of the user's own", () => {
  it("is kept apart from the mark of recovered rows", async () => {
    const { journal, tracer } = setUp();
    const storage = new InMemoryTraceStorage();
    const own = new ExecutionTracer({ journal, storage });
    const traceId = await own.trace(
      "skill",
      { metadata: { interrupted: true, user: "alice" } },
      (trace) => trace.traceId,
    );
    expect((await storage.getTrace(traceId))?.metadata).toEqual({ user_interrupted: true, user: "alice" });
    await tracer.trace("skill", { metadata: { interrupted: "no" } }, async (trace) => {
      await trace.startStep("a").journaled();
      expect(tracer.getCurrentTrace()?.metadata).toEqual({ user_interrupted: "no" });
    });
  });
});
