import { afterEach, describe, expect, it, vi } from "vitest";
import {
  closeTrace,
  commitTrace,
  ExecutionTracer,
  InMemoryTraceStorage,
  JournalError,
  type JournaledTrace,
  readJournal,
  recoverTrace,
  type StepHandle,
  StorageError,
  TraceRecorder,
} from "../src/index.js";
import { FailingStorage } from "./failing-storage.js";
import { SwitchableJournal } from "./switchable-journal.js";
import { turn } from "./turn.js";

interface Setup {
  readonly journal: SwitchableJournal;
  readonly storage: InMemoryTraceStorage;
  readonly tracer: ExecutionTracer;
  readonly faults: unknown[];
  /** What the journal says of a trace. */
  readonly said: (traceId: string) => Promise<JournaledTrace | undefined>;
}

function setUp(): Setup {
  const journal = new SwitchableJournal();
  const storage = new InMemoryTraceStorage();
  const faults: unknown[] = [];
  const tracer = new ExecutionTracer({ journal, storage, onError: (error) => faults.push(error) });
  return { journal, storage, tracer, faults, said: async (id) => readJournal(await journal.read(id)) };
}

afterEach(() => {
  vi.useRealTimers();
});

describe("the journal of a running trace", () => {
  it("says what the trace is and each step as it stands, in one text for each turn of the event loop", async () => {
    const { journal, tracer, said } = setUp();
    const options = { executionId: "exec-1", metadata: { user: "alice" } };
    await tracer.trace("docker-build", options, async (trace) => {
      const open = trace.startStep("build-image", { attributes: { tag: "1.4" } });
      await trace.step("load-config", () => {});
      trace.startStep("push", { parent: open }).fail(new Error("no route to host"));
      await turn();
      expect(await journal.read(trace.traceId)).toHaveLength(1);
      expect(await said(trace.traceId)).toMatchObject({
        skillName: "docker-build",
        executionId: "exec-1",
        metadata: { user: "alice" },
        steps: [
          { id: 1, name: "build-image", durationUs: -1, attributes: { tag: "1.4" } },
          { id: 2, name: "load-config", status: "success", durationUs: expect.any(Number) },
          { id: 3, parentId: 1, name: "push", status: "failed", errorMessage: "no route to host" },
        ],
      });
      open.setAttributes({ bytes: 7 });
      trace.setMetadata({ image: "api" });
      await turn();
      expect(await journal.read(trace.traceId)).toHaveLength(2);
      expect(await said(trace.traceId)).toMatchObject({
        metadata: { user: "alice", image: "api" },
        steps: [{ attributes: { tag: "1.4", bytes: 7 } }, {}, {}],
      });
    });
  });

  it("is forgotten when the trace is stored, also a trace of one turn alone", async () => {
    const { journal, storage, tracer, said } = setUp();
    const traceId = await tracer.trace("skill", async (trace) => {
      trace.recordStep("a", 1);
      return trace.traceId;
    });
    await turn();
    expect(await said(traceId)).toBeUndefined();
    expect(await storage.getTrace(traceId)).toMatchObject({ status: "success", steps: [{ name: "a" }] });
    expect(await journal.look(traceId)).toMatchObject({ isOpen: false, texts: [] });
    expect(tracer.stats()).toEqual({
      running: 0,
      refusedSteps: 0,
      notJournaled: 0,
      notPublished: 0,
      faults: 0,
    });
  });

  it("keeps a trace that could not be stored, with the end that was meant", async () => {
    const journal = new SwitchableJournal();
    const storage = new FailingStorage();
    const tracer = new ExecutionTracer({ journal, storage, onError: () => {} });
    const failing = tracer.trace("skill", async (trace) => {
      trace.recordStep("a", 1);
      await turn();
      throw Object.assign(new Error("boom"), { traceId: trace.traceId });
    });
    const { traceId } = await failing.catch((error) => error);
    const journaled = readJournal(await journal.read(traceId));
    expect(journaled?.steps).toMatchObject([{ name: "a" }]);
    // A storage of its own kind knows nothing of journals: the trace counts as interrupted.
    expect(journaled && recoverTrace(journaled, Date.now())).toMatchObject({ status: "failed" });
  });

  it("ends as the trace ended, where the storage is out of order after it was told", async () => {
    const { journal, storage, tracer, said } = setUp();
    vi.spyOn(journal, "remove").mockRejectedValue(new JournalError("gone"));
    const traceId = await tracer.trace("skill", async (trace) => {
      const open = trace.startStep("still open");
      await turn();
      void open;
      return trace.traceId;
    });
    const journaled = await said(traceId);
    const stored = await storage.getTrace(traceId);
    expect(journaled && recoverTrace(journaled, Date.now() + 60_000)).toEqual(stored);
  });

  it("says how a trace ended that no storage takes: recovery makes its row", async () => {
    const journal = new SwitchableJournal();
    const traceId = await new ExecutionTracer({ journal }).trace("skill", (trace) => trace.traceId);
    const journaled = readJournal(await journal.read(traceId));
    expect(journaled && recoverTrace(journaled, Date.now())).toMatchObject({
      status: "success",
      metadata: {},
    });
  });

  it("is said whole where it was forgotten before the trace ended, or taken by recovery", async () => {
    const journal = new SwitchableJournal();
    const storage = new FailingStorage();
    const tracer = new ExecutionTracer({ journal });
    for (const lose of [(id: string) => journal.forget(id), (id: string) => journal.take(id)]) {
      await tracer.startTrace("skill", { metadata: { user: "alice" } });
      await new TraceRecorder(tracer).startStep("a").journaled();
      const trace = tracer.getCurrentTrace();
      if (trace === undefined) throw new Error("Expected a trace.");
      await lose(trace.traceId);
      const closed = closeTrace(trace, "success", {}, Date.now());
      await expect(commitTrace(closed, () => storage.finalizeTrace())).rejects.toThrow(StorageError);
      const journaled = readJournal(await journal.read(trace.traceId));
      expect(journaled && recoverTrace(journaled, Date.now())).toMatchObject({
        status: "success",
        metadata: { user: "alice" },
        steps: [{ name: "a" }],
      });
    }
  });

  it("leaves nothing out that is noted at the moment of an answer", async () => {
    const { journal, tracer, said } = setUp();
    await tracer.trace("skill", async (trace) => {
      for (let delay = 0; delay < 8; delay += 1) {
        const first = trace.startStep(`first ${delay}`).journaled();
        for (let micro = 0; micro < delay; micro += 1) await null;
        const second = trace.startStep(`second ${delay}`);
        await first;
        await second.journaled();
        expect((await said(trace.traceId))?.steps.at(-1)?.name).toBe(`second ${delay}`);
      }
      expect(journal.writes).toBeGreaterThan(0);
    });
  });

  it("waits where a step has to be journaled, and for nothing else", async () => {
    const { tracer, said } = setUp();
    await tracer.trace("skill", async (trace) => {
      const step = trace.startStep("a");
      await step.journaled();
      expect((await said(trace.traceId))?.steps).toMatchObject([{ name: "a", durationUs: -1 }]);
      step.end();
      await step.journaled();
      expect((await said(trace.traceId))?.steps).toMatchObject([{ durationUs: expect.any(Number) }]);
      await step.journaled();
    });
    await new ExecutionTracer().trace("skill", (trace) => trace.startStep("no journal").journaled());
  });

  it("says steps that other processes added when it is closed", async () => {
    const { journal, storage, tracer } = setUp();
    const traceId = await tracer.trace("skill", async (trace) => {
      trace.recordStep("own", 1);
      await turn();
      await journal.append(trace.traceId, '[["s",1000001,1,60000000,20,0,"joined"]]');
      return trace.traceId;
    });
    expect((await storage.getTrace(traceId))?.steps).toMatchObject([
      { name: "own", id: 1 },
      { name: "joined", id: 1_000_001, parentId: 1, durationUs: 20 },
    ]);
  });
});

describe("the bounds of the journal", () => {
  it("are those of a trace: what is over is counted, said in the journal, and stored all the same", async () => {
    const { journal, storage, said } = setUp();
    const limits = { journalTraceLength: 500 };
    const tracer = new ExecutionTracer({ journal, storage, limits });
    const traceId = await tracer.trace("skill", async (trace) => {
      await trace.startStep("kept").journaled();
      for (let index = 0; index < 20; index += 1) trace.startStep(`step ${index}`).end();
      await turn();
      trace.startStep("later").end();
      await turn();
      expect(await said(trace.traceId)).toMatchObject({ isCut: true, steps: [{ name: "kept" }] });
      expect(tracer.stats().notJournaled).toBe(22);
      return trace.traceId;
    });
    expect((await storage.getTrace(traceId))?.steps).toHaveLength(22);
  });

  it("are those of all traces together, and of their number", async () => {
    const { journal } = setUp();
    const tracer = new ExecutionTracer({ journal, limits: { journalLength: 300, journalTraces: 2 } });
    const run = (name: string): Promise<string> =>
      tracer.trace(name, async (trace) => {
        await trace.startStep("x".repeat(80)).journaled();
        await turn();
        return (await journal.read(trace.traceId)).join().includes("xxx") ? "journaled" : "not";
      });
    expect(await Promise.all([run("a"), run("b"), run("c")])).toEqual(["journaled", "not", "not"]);
    expect(tracer.stats().notJournaled).toBeGreaterThan(1);
    expect(await run("after them")).toBe("journaled");
  });
});

describe("ended traces that nobody takes", () => {
  it("are kept for the journal up to a number, and counted beyond it", async () => {
    vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout"] });
    const journal = new SwitchableJournal();
    journal.isDown = true;
    const limits = { journalTraces: 5 };
    const tracer = new ExecutionTracer({ journal, storage: new FailingStorage(), limits, onError: () => {} });
    const ids: string[] = [];
    for (let count = 0; count < 20; count += 1) {
      ids.push(
        await tracer.trace("skill", async (trace) => {
          await trace.step("a", () => turn());
          return trace.traceId;
        }),
      );
    }
    expect(tracer.stats().notJournaled).toBeGreaterThanOrEqual(15);
    journal.isDown = false;
    await vi.advanceTimersByTimeAsync(5000);
    const kept = await Promise.all(ids.map((id) => journal.read(id)));
    expect(kept.filter((texts) => texts.length > 0).length).toBeLessThanOrEqual(5);
    expect(kept.flat().length).toBeGreaterThan(0);
  });
});

describe("a journal that is down", () => {
  it("stops nothing, is reported once, costs no write for each step, and knows all when it is back", async () => {
    vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout"] });
    const { journal, storage, tracer, faults, said } = setUp();
    journal.isDown = true;
    const traceId = await tracer.trace("skill", async (trace) => {
      for (let index = 0; index < 50; index += 1) {
        await trace.step(`step ${index}`, () => turn());
      }
      expect(journal.writes).toBe(1);
      expect(faults).toEqual([expect.any(JournalError)]);
      journal.isDown = false;
      await vi.advanceTimersByTimeAsync(1000);
      await turn();
      expect((await said(trace.traceId))?.steps).toHaveLength(50);
      return trace.traceId;
    });
    expect((await storage.getTrace(traceId))?.steps).toHaveLength(50);
    expect(faults).toHaveLength(1);
  });

  it("is left alone by all traces of the tracer together, but for a try a second", async () => {
    vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout"] });
    const { journal, tracer } = setUp();
    journal.isDown = true;
    const run = (): Promise<void> =>
      tracer.trace("skill", async (trace) => {
        for (let index = 0; index < 20; index += 1) await trace.step(`step ${index}`, () => turn());
      });
    await Promise.all(Array.from({ length: 10 }, run));
    expect(journal.writes).toBe(10);
    await vi.advanceTimersByTimeAsync(1000);
    expect(journal.writes).toBeLessThanOrEqual(20);
  });

  it("is not written to for a trace that is stored", async () => {
    vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout"] });
    const { journal, tracer, said } = setUp();
    journal.isDown = true;
    const traceId = await tracer.trace("skill", async (trace) => {
      await trace.step("a", () => turn());
      return trace.traceId;
    });
    journal.isDown = false;
    await vi.advanceTimersByTimeAsync(5000);
    expect(await said(traceId)).toBeUndefined();
  });

  it("makes journaled reject, of a recorder; a scoped handle reports it", async () => {
    const { journal, tracer, faults } = setUp();
    journal.isDown = true;
    await tracer.startTrace("skill");
    await expect(new TraceRecorder(tracer).startStep("a").journaled()).rejects.toThrow(JournalError);
    tracer.clearCurrentTrace();
    let step: StepHandle | undefined;
    await tracer.trace("skill", async (trace) => {
      step = trace.startStep("a");
      await step.journaled();
    });
    expect(faults.length).toBeGreaterThan(0);
  });

  it("stores the trace all the same", async () => {
    const { journal, storage, tracer } = setUp();
    journal.isDown = true;
    const traceId = await tracer.trace("skill", async (trace) => {
      await trace.step("a", () => {});
      return trace.traceId;
    });
    expect(await storage.getTrace(traceId)).toMatchObject({ status: "success", steps: [{ name: "a" }] });
  });

  it("is told all anew where it forgot: by the next step, or by the next renewal", async () => {
    vi.useFakeTimers({ toFake: ["setInterval", "clearInterval"] });
    const { journal, tracer, said } = setUp();
    await tracer.trace("skill", async (trace) => {
      await trace.startStep("a").journaled();
      await journal.forget(trace.traceId);
      await trace.startStep("b").journaled();
      expect((await said(trace.traceId))?.steps).toMatchObject([{ name: "a" }, { name: "b" }]);
      await journal.forget(trace.traceId);
      await vi.advanceTimersByTimeAsync(15_000);
      await turn();
      expect((await said(trace.traceId))?.steps).toMatchObject([{ name: "a" }, { name: "b" }]);
    });
    expect(vi.getTimerCount()).toBe(0);
  });
});
