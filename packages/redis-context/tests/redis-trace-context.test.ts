import { executionsOf } from "@steptrace/contracts";
import { ContextError, ExecutionTracer } from "@steptrace/core";
import { redisTest as test } from "@steptrace/test-utils";
import fc from "fast-check";
import { describe, expect } from "vitest";
import { RedisTraceContext } from "../src/index.js";
import { faultOf } from "./support/fault-of.js";

describe("what stands in Redis", () => {
  test("is the trace id, under trace_context:<executionId>, for an hour", async ({ redis }) => {
    await using context = new RedisTraceContext(redis.url);
    // The prefix of the test stands in the id, for the key's own is what is looked at.
    const executionId = `${redis.prefix}exec-123`;
    await context.setTraceId(executionId, "a1b2c3d4-e5f6-47a8-b9c0-d1e2f3a4b5c6");
    const key = `trace_context:${executionId}`;
    expect(await redis.client.get(key)).toBe("a1b2c3d4-e5f6-47a8-b9c0-d1e2f3a4b5c6");
    expect(await redis.client.ttl(key)).toBeGreaterThan(3590);
    expect(await redis.client.ttl(key)).toBeLessThanOrEqual(3600);
    expect(context.renewEveryMs).toBe(900_000);
  });

  test("is read as another program has written it", async ({ redis }) => {
    await using context = new RedisTraceContext(redis.url, { keyPrefix: redis.prefix });
    await redis.client.set(`${redis.prefix}forever`, "trace");
    await redis.client.set(`${redis.prefix}brief`, "trace", "PX", 1500);
    expect(await context.getTraceId("forever")).toBe("trace");
    expect(await context.getTtl("forever")).toBe(Number.POSITIVE_INFINITY);
    expect(await context.getTtl("brief")).toBe(2);
    expect(await context.renew("forever")).toBe(true);
    expect(await context.getTtl("forever")).toBe(3600);
  });

  test("does not become an execution without an id", async ({ redis }) => {
    await using context = new RedisTraceContext(redis.url, { keyPrefix: redis.prefix });
    await redis.client.set(redis.prefix, "trace");
    for await (const id of context.getAllExecutions()) expect.unreachable(`received ${JSON.stringify(id)}`);
  });
});

describe("a prefix", () => {
  /** Rich in what a glob gives a meaning, and in what begins alike. */
  const text = fc.string({ unit: fc.constantFrom(..."ab*?[]^-\\\\:{}é👍"), minLength: 1, maxLength: 6 });

  test("is taken literally, whatever it is, by all that looks for keys", async ({ redis }) => {
    const property = fc.asyncProperty(text, text, fc.uniqueArray(text), async (one, other, ids) => {
      // Neither begins with the other.
      const prefixes = [`${redis.prefix}${one}<1`, `${redis.prefix}${other}<2`] as const;
      const [context, neighbour] = prefixes.map(
        (keyPrefix) => new RedisTraceContext(redis.client, { keyPrefix }),
      ) as [RedisTraceContext, RedisTraceContext];
      await neighbour.setTraceId("exec-123", "trace");
      await Promise.all(ids.map((id) => context.setTraceId(id, "trace")));
      expect(await executionsOf(context)).toEqual(ids.toSorted());
      expect(await context.clearAll()).toBe(ids.length);
      expect(await neighbour.clearAll()).toBe(1);
    });
    await fc.assert(property, { numRuns: 50 });
  });
});

describe("a tracer with a context in Redis", () => {
  test("is found by another process", async ({ redis }) => {
    await using ours = new RedisTraceContext(redis.url, { keyPrefix: redis.prefix });
    await using theirs = new RedisTraceContext(redis.url, { keyPrefix: redis.prefix });
    const traceId = await new ExecutionTracer({ context: ours }).startTrace("build", {
      executionId: "exec-1",
    });
    expect(await new ExecutionTracer({ context: theirs }).getTraceId("exec-1")).toBe(traceId);
  });
});

describe("close", () => {
  test("waits for the calls under way, and may be called again", async ({ redis }) => {
    const context = new RedisTraceContext(redis.url, { keyPrefix: redis.prefix });
    const calls = Array.from({ length: 50 }, (_, index) => context.setTraceId(`exec-${index}`, "trace"));
    await Promise.all([context.close(), context.close()]);
    await context.close();
    await Promise.all(calls);
    expect(await redis.client.exists(`${redis.prefix}exec-49`)).toBe(1);
  });

  test("makes every later call fail", async ({ redis }) => {
    const context = new RedisTraceContext(redis.url, { keyPrefix: redis.prefix });
    const listing = context.getAllExecutions()[Symbol.asyncIterator]();
    await context.close();
    expect((await faultOf(context.getTraceId("exec-123"))).message).toContain("it was closed here");
    await faultOf(context.clearAll());
    await expect(listing.next()).rejects.toThrow(ContextError);
  });

  test("resolves before the connection has ever stood, and where it never will", async ({ redis }) => {
    await new RedisTraceContext(redis.url).close();
    await new RedisTraceContext("redis://127.0.0.1:1").close();
    const context = new RedisTraceContext("redis://127.0.0.1:1");
    await faultOf(context.getTraceId("exec-123"));
    await context.close();
  });

  test("leaves no connection open", async ({ redis }) => {
    const context = new RedisTraceContext(redis.url, { keyPrefix: redis.prefix });
    const connections = () =>
      process.getActiveResourcesInfo().filter((name) => name.startsWith("TCPSocket")).length;
    const before = connections();
    await context.setTraceId("exec-123", "trace");
    await context.close();
    expect(connections()).toBeLessThanOrEqual(before);
  });
});
