import { setImmediate as turn } from "node:timers/promises";
import { describe, expect, it } from "vitest";
import { ExecutionTracer, InMemoryTraceStorage, type Trace, TraceRecorder } from "../src/index.js";

const CHAINS = Array.from({ length: 100 }, (_, index) => `chain-${index}`);
const STEPS = ["one", "two", "three"];

/** Gives the other chains their turn, now by a microtask, now by the event loop. */
async function yieldTurn(index: number): Promise<void> {
  await (index % 2 === 0 ? null : turn());
}

function expectOwnSteps(trace: Trace | undefined, chain: string): void {
  expect(trace?.skillName).toBe(chain);
  expect(trace?.steps.map(({ name }) => name)).toEqual(STEPS.map((name) => `${chain} ${name}`));
}

describe("a hundred asynchronous chains that share one tracer", () => {
  it("never mix their steps, called imperatively, each with awaits in between", async () => {
    const tracer = new ExecutionTracer();
    const storage = new InMemoryTraceStorage();
    const recorder = new TraceRecorder(tracer);
    async function chain(name: string, index: number): Promise<void> {
      await yieldTurn(index);
      const traceId = await tracer.startTrace(name, { executionId: name });
      for (const step of STEPS) {
        await yieldTurn(index + 1);
        recorder.startStep(`${name} ${step}`);
        await yieldTurn(index);
        recorder.endStep(`${name} ${step}`);
      }
      const trace = tracer.getCurrentTrace();
      if (trace !== undefined) await storage.finalizeTrace(trace, "success");
      expect(trace?.traceId).toBe(traceId);
      expectOwnSteps(await storage.getTrace(traceId), name);
      expect(await tracer.getTraceId(name)).toBe(traceId);
    }
    await Promise.all(CHAINS.map(chain));
    expect(tracer.stats()).toEqual({
      running: 0,
      refusedSteps: 0,
      notJournaled: 0,
      notPublished: 0,
      faults: 0,
    });
  });

  it("never mix their steps with tracer.trace, nor the parents of concurrent ones", async () => {
    const storage = new InMemoryTraceStorage();
    const tracer = new ExecutionTracer({ storage });
    const recorder = new TraceRecorder(tracer);
    async function chain(name: string, index: number): Promise<void> {
      const traceId = await tracer.trace(name, async (trace) => {
        for (const step of STEPS) {
          await yieldTurn(index);
          await trace.step(`${name} ${step}`, async (handle) => {
            await yieldTurn(index + 1);
            expect(recorder.recordStep("child", 0).parentId).toBe(trace.recordStep("sibling", 0)?.parentId);
            handle.setAttributes({ chain: name });
          });
        }
        return trace.traceId;
      });
      const stored = await storage.getTrace(traceId);
      expect(stored?.steps).toHaveLength(3 * STEPS.length);
      const top = stored?.steps.filter(({ parentId }) => parentId === undefined);
      expectOwnSteps(stored && { ...stored, steps: top ?? [] }, name);
    }
    await Promise.all(CHAINS.map(chain));
    expect(tracer.stats()).toEqual({
      running: 0,
      refusedSteps: 0,
      notJournaled: 0,
      notPublished: 0,
      faults: 0,
    });
  });
});

describe("what belongs to one asynchronous context", () => {
  it("is not cleared by another one that has no trace of its own", async () => {
    const tracer = new ExecutionTracer();
    const recorder = new TraceRecorder(tracer);
    const stranger = new Promise<void>((resolve) => {
      setImmediate(() => {
        tracer.clearCurrentTrace();
        resolve();
      });
    });
    await tracer.trace("work", async (trace) => {
      await stranger;
      expect(recorder.recordStep("step", 1).id).toBe(1);
      expect(await tracer.getTraceId()).toBe(trace.traceId);
    });
  });

  it("is not lost among the ended traces of many other tracers", async () => {
    const tracer = new ExecutionTracer();
    const recorder = new TraceRecorder(tracer);
    const storage = new InMemoryTraceStorage();
    await tracer.trace("other", () =>
      tracer.trace("work", async (trace) => {
        for (let count = 0; count < 40; count += 1) {
          const short = new ExecutionTracer();
          await short.startTrace("short");
          await storage.finalizeTrace(short.getCurrentTrace() as Trace, "success");
        }
        expect(await tracer.getTraceId()).toBe(trace.traceId);
        expect(recorder.recordStep("step", 1).name).toBe("step");
      }),
    );
  });

  it("is that of the step, for what begins only when it is awaited", async () => {
    const tracer = new ExecutionTracer();
    const recorder = new TraceRecorder(tracer);
    await tracer.startTrace("work");
    const lazy = {
      // biome-ignore lint/suspicious/noThenProperty: query builders are such values
      then: (resolve: (value: string) => void) => {
        recorder.recordStep("inner", 1);
        resolve("rows");
      },
    };
    expect(await recorder.step("outer", () => lazy as unknown as Promise<string>)).toBe("rows");
    expect(tracer.getCurrentTrace()?.steps.find(({ name }) => name === "inner")?.parentId).toBe(1);
  });
});
