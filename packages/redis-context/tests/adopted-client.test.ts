import { privateRedis, redisCommand } from "@steptrace/test-utils";
import { Redis, type RedisOptions } from "ioredis";
import { describe, expect, it, onTestFinished } from "vitest";
import { faultOf } from "./support/fault-of.js";
import { openContext } from "./support/open-context.js";

const HEALING = { timeout: 10_000, interval: 20 };
const EVENTS = ["error", "ready", "end", "close", "connect"];

/** A client as applications have it: it queues without end, and never gives a command up. */
function patientClient(url: string, options: RedisOptions = {}): Redis {
  const client = new Redis(url, { maxRetriesPerRequest: null, retryStrategy: () => 50, ...options } as never);
  client.on("error", () => {});
  onTestFinished(() => client.disconnect());
  return client;
}

function listenersOf(client: Redis): readonly number[] {
  return EVENTS.map((event) => client.listenerCount(event));
}

describe("a client that was passed in", () => {
  it("is used from its first moment, queue or no queue, lazy or not", async () => {
    const { url } = await privateRedis();
    for (const options of [{}, { lazyConnect: true }, { enableOfflineQueue: false }]) {
      for (const more of [{}, { lazyConnect: true }]) {
        const context = openContext(patientClient(url, { ...options, ...more }));
        await context.setTraceId("exec-123", "trace");
        expect(await context.getTraceId("exec-123")).toBe("trace");
      }
    }
  });

  it("has a time limit for each command, though it never gives up by itself", async () => {
    const server = await privateRedis();
    const client = patientClient(server.url);
    const context = openContext(client);
    await context.setTraceId("exec-123", "trace");
    await server.pause();
    await faultOf(context.getTraceId("exec-123"));
    await server.resume();
    await expect.poll(() => context.getTraceId("exec-123"), HEALING).toBe("trace");
  });

  it("queues nothing for later while it is not connected", async () => {
    const server = await privateRedis();
    const client = patientClient(server.url);
    const context = openContext(client);
    await context.setTraceId("exec-123", "trace");
    await server.crash();
    await expect.poll(() => client.status, HEALING).not.toBe("ready");
    for (let count = 0; count < 5; count += 1) await faultOf(context.setTraceId("late", "trace"));
    await server.restart();
    await expect.poll(() => context.getTraceId("exec-123"), HEALING).toBeUndefined();
    expect(await client.dbsize()).toBe(0);
  });

  it("keeps no listener of ours, neither after a success nor after a failure", async () => {
    const server = await privateRedis();
    await server.shutdown();
    const client = patientClient(server.url);
    const before = listenersOf(client);
    const context = openContext(client);
    expect(listenersOf(client)).toEqual(before);
    await Promise.all(Array.from({ length: 20 }, () => faultOf(context.getTraceId("exec-123"))));
    expect(listenersOf(client)).toEqual(before);
    await server.restart();
    await expect.poll(() => context.getTraceId("exec-123"), HEALING).toBeUndefined();
    await context.close();
    expect(listenersOf(client)).toEqual(before);
  });

  it("stays open when the context is closed", async () => {
    const { url } = await privateRedis();
    const client = patientClient(url);
    {
      await using context = openContext(client);
      await context.setTraceId("exec-123", "trace");
    }
    expect(client.status).toBe("ready");
    expect(await client.get("trace_context:exec-123")).toBe("trace");
  });

  it("that its owner has closed is said to be closed", async () => {
    const { url } = await privateRedis();
    const client = patientClient(url);
    await client.quit();
    const context = openContext(client);
    expect((await faultOf(context.getTraceId("exec-123"))).message).toContain("the client is closed");
  });

  it("gives keys its own keyPrefix, and only its own keys are seen", async () => {
    const server = await privateRedis();
    const context = openContext(patientClient(server.url, { keyPrefix: "app*:" }));
    const foreign = openContext(patientClient(server.url, { keyPrefix: "apple:" }));
    await context.setTraceId("exec-123", "trace");
    await foreign.setTraceId("exec-456", "trace");
    expect(await redisCommand(server, "EXISTS", "app*:trace_context:exec-123")).toBe(1);
    expect(await context.clearAll()).toBe(1);
    expect(await redisCommand(server, "KEYS", "*")).toEqual(["apple:trace_context:exec-456"]);
  });
});
