import { type EventBatch, ExecutionTracer, InMemoryTraceStorage, type TraceEvent } from "@steptrace/core";
import { redisTest as test } from "@steptrace/test-utils";
import { describe, expect } from "vitest";
import { RedisTraceEvents } from "../src/index.js";

const finalized = (traceId: string): TraceEvent => ({
  kind: "finalized",
  traceId,
  skillName: `"}\u0000 ' \u202e`,
  startedAt: new Date("2025-11-16T12:00:00.000Z"),
  at: new Date("2025-11-16T12:00:01.500Z"),
  status: "failed",
  totalDurationMs: 1500,
  errorMessage: "👍 no",
});

async function take(batches: AsyncIterable<EventBatch>, count: number): Promise<readonly EventBatch[]> {
  const taken: EventBatch[] = [];
  for await (const batch of batches) {
    taken.push(batch);
    if (taken.flatMap(({ events }) => events).length >= count) break;
  }
  return taken;
}

const idsOf = (batches: readonly EventBatch[]): readonly string[] =>
  batches.flatMap(({ events }) => events.map(({ traceId }) => traceId));

describe("RedisTraceEvents", () => {
  test("tells others what is published from then on, as it was, and goes on where they were", async ({
    redis,
  }) => {
    await using here = new RedisTraceEvents(redis.url, { keyPrefix: redis.prefix });
    await using there = new RedisTraceEvents(redis.url, { keyPrefix: redis.prefix });
    await here.publish([finalized("before")]);
    const end = new AbortController();
    const [first] = await take(there.watch({ after: "0-0", signal: end.signal }), 1);
    const watched = take(there.watch({ after: first?.id ?? "", signal: end.signal }), 2);
    await here.publish([finalized("a"), finalized("b")]);
    const [batch] = await watched;
    expect(batch?.events).toEqual([finalized("a"), finalized("b")]);
    await here.publish([finalized("c")]);
    const after = batch?.id ?? "";
    expect(idsOf(await take(there.watch({ after, signal: end.signal }), 1))).toEqual(["c"]);
    for (const unknown of ["nonsense", "0-1", "99999999999999-0"]) {
      const again = await take(there.watch({ after: unknown, signal: end.signal }), 4);
      expect(idsOf(again), unknown).toEqual(["before", "a", "b", "c"]);
    }
  });

  test("is bounded, and takes a burst in pieces", async ({ redis }) => {
    await using events = new RedisTraceEvents(redis.url, { keyPrefix: redis.prefix });
    await events.publish(Array.from({ length: 1001 }, (_, index) => finalized(`t${index}`)));
    expect(await redis.client.xlen(`${redis.prefix}events`)).toBe(6);
    await Promise.all(Array.from({ length: 6000 }, () => events.publish([finalized("x")])));
    expect(await redis.client.xlen(`${redis.prefix}events`)).toBeLessThan(5300);
  });

  test("passes over what another program has written", async ({ redis }) => {
    await using events = new RedisTraceEvents(redis.url, { keyPrefix: redis.prefix });
    for (const text of ["{", "null", '"x"'])
      await redis.client.xadd(`${redis.prefix}events`, "*", "events", text);
    await redis.client.xadd(`${redis.prefix}events`, "*", "other", "field");
    await events.publish([finalized("ours")]);
    const { signal } = new AbortController();
    expect(idsOf(await take(events.watch({ after: "0-0", signal }), 1))).toEqual(["ours"]);
  });

  test("publishes what was told before it was closed, also what waits for something else", async ({
    redis,
  }) => {
    const events = new RedisTraceEvents(redis.url, { keyPrefix: redis.prefix });
    const faults: unknown[] = [];
    const storage = new InMemoryTraceStorage();
    const tracer = new ExecutionTracer({ events, storage, onError: (fault) => faults.push(fault) });
    await tracer.trace("first", (trace) => trace.step("one", async () => {}));
    await new Promise((resolve) => setImmediate(resolve));
    await tracer.trace("second", (trace) => trace.step("two", async () => {}));
    await events.close();
    expect(faults).toEqual([]);
    await using again = new RedisTraceEvents(redis.url, { keyPrefix: redis.prefix });
    const { signal } = new AbortController();
    const batches = await take(again.watch({ after: "0-0", signal }), 8);
    expect(batches.flatMap(({ events: told }) => told).at(-1)).toMatchObject({
      kind: "finalized",
      skillName: "second",
    });
  });

  test("ends when it is told to, and says where Redis cannot be reached", async ({ redis }) => {
    await using events = new RedisTraceEvents(redis.url, { keyPrefix: redis.prefix });
    const end = new AbortController();
    const watched = take(events.watch({ signal: end.signal }), 1);
    end.abort();
    expect(await watched).toEqual([]);
    await using nowhere = new RedisTraceEvents("redis://127.0.0.1:1");
    await expect(nowhere.publish([finalized("a")])).rejects.toThrow(/publish what traces do/);
  });
});
