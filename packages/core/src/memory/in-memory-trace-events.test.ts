import { describe, expect, it } from "vitest";
import type { EventBatch, TraceEvent } from "../ports/trace-events.js";
import { ExecutionTracer } from "../tracer/execution-tracer.js";
import { InMemoryTraceEvents } from "./in-memory-trace-events.js";
import { InMemoryTraceStorage } from "./in-memory-trace-storage.js";

const event = (traceId: string): TraceEvent => ({
  kind: "started",
  traceId,
  skillName: "s",
  at: new Date(0),
});

/** The next batches of a watch, by the ids of their traces. */
async function take(batches: AsyncIterable<EventBatch>, count: number): Promise<readonly string[]> {
  const ids: string[] = [];
  for await (const { events } of batches) {
    ids.push(...events.map(({ traceId }) => traceId));
    if (ids.length >= count) break;
  }
  return ids;
}

describe("InMemoryTraceEvents", () => {
  it("tells each who watches what is published from then on, in order", async () => {
    const events = new InMemoryTraceEvents();
    await events.publish([event("before")]);
    const { signal } = new AbortController();
    const watchers = [take(events.watch({ signal }), 3), take(events.watch({ signal }), 3)];
    await events.publish([event("a"), event("b")]);
    await events.publish([event("c")]);
    expect(await Promise.all(watchers)).toEqual([
      ["a", "b", "c"],
      ["a", "b", "c"],
    ]);
  });

  it("goes on after what is known, and with the oldest that is kept where that is forgotten", async () => {
    const events = new InMemoryTraceEvents({ kept: 2 });
    for (const id of ["1", "2", "3", "4"]) await events.publish([event(id)]);
    const { signal } = new AbortController();
    expect(await take(events.watch({ after: "3", signal }), 1)).toEqual(["4"]);
    for (const after of ["1", "0", "nonsense", "99"])
      expect(await take(events.watch({ after, signal }), 2), after).toEqual(["3", "4"]);
  });

  it("ends when it is told to", async () => {
    const events = new InMemoryTraceEvents();
    const end = new AbortController();
    const watched = take(events.watch({ signal: end.signal }), 1);
    end.abort();
    expect(await watched).toEqual([]);
  });
});

describe("a tracer with events", () => {
  it("tells of a trace's start, of its steps, and of its end when it is stored", async () => {
    const published: TraceEvent[][] = [];
    const events = { publish: async (batch: readonly TraceEvent[]) => void published.push([...batch]) };
    const tracer = new ExecutionTracer({ events, storage: new InMemoryTraceStorage() });
    const work = tracer.trace("build", { executionId: "e" }, async (trace) => {
      await trace.step("load", () => trace.recordStep("parse", 5));
      trace.startStep("left open");
      throw new Error("x".repeat(5000));
    });
    await expect(work).rejects.toThrow();
    await expect.poll(() => published.flat().at(-1)?.kind).toBe("finalized");
    const told = published.flat().map((one) => ("step" in one ? `${one.kind} ${one.step.name}` : one.kind));
    expect(told).toEqual([
      "started",
      "step-started load",
      "step-started parse",
      "step-ended parse",
      "step-ended load",
      "step-started left open",
      "step-ended left open",
      "finalized",
    ]);
    expect(published.length, "what happens together is told together").toBeLessThan(told.length);
    expect(published.flat().at(-1)).toMatchObject({ status: "failed", executionId: "e", skillName: "build" });
    expect(JSON.stringify(published.flat().at(-1)).length).toBeLessThan(1500);
  });

  it("reports an outage once, counts what was not told, and goes on when it is over", async () => {
    const faults: unknown[] = [];
    let isDown = true;
    let told = 0;
    const publish = async (batch: readonly TraceEvent[]) => {
      if (isDown) throw new Error("down");
      told += batch.length;
    };
    const tracer = new ExecutionTracer({ events: { publish }, onError: (error) => faults.push(error) });
    const trace = async () => {
      await tracer.trace("build", () => {});
      await new Promise((resolve) => setImmediate(() => setImmediate(resolve)));
    };
    await trace();
    await trace();
    expect(faults).toHaveLength(1);
    expect(tracer.stats()).toMatchObject({ notPublished: 2 });
    isDown = false;
    await trace();
    expect(told).toBe(1);
  });
});
