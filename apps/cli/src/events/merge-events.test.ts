import { type EventBatch, InMemoryTraceEvents, type TraceEvent } from "@steptrace/core";
import { expect, it } from "vitest";
import { mergeEvents } from "./merge-events.js";

const ended = (traceId: string): TraceEvent => ({
  kind: "finalized",
  traceId,
  skillName: "s",
  startedAt: new Date(0),
  at: new Date(1),
  status: "success",
  totalDurationMs: 1,
});

async function take(batches: AsyncIterable<EventBatch>, count: number): Promise<readonly EventBatch[]> {
  const taken: EventBatch[] = [];
  for await (const batch of batches) if (taken.push(batch) === count) break;
  return taken;
}

it("tells each end once, whichever source has it first, and goes on where the published ones were", async () => {
  const [published, stored] = [new InMemoryTraceEvents(), new InMemoryTraceEvents()];
  const end = new AbortController();
  const watched = take(mergeEvents(published, stored).watch({ signal: end.signal }), 3);
  await published.publish([ended("both")]);
  await expect.poll(() => 0).toBe(0);
  await stored.publish([ended("both")]);
  await stored.publish([ended("stored")]);
  await published.publish([ended("published")]);
  const batches = await watched;
  const ids = batches.flatMap(({ events }) => events.map(({ traceId }) => traceId));
  expect(ids.toSorted()).toEqual(["both", "published", "stored"]);
  const after = batches.find(({ events }) => events[0]?.traceId === "both")?.id ?? "";
  const again = await take(mergeEvents(published, stored).watch({ after, signal: end.signal }), 1);
  expect(again[0]?.events).toEqual([ended("published")]);
  end.abort();
});

it("ends when it is told to", async () => {
  const end = new AbortController();
  const source = new InMemoryTraceEvents();
  const watched = take(mergeEvents(source, new InMemoryTraceEvents()).watch({ signal: end.signal }), 1);
  end.abort();
  expect(await watched).toEqual([]);
});
