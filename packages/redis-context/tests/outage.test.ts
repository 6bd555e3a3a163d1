import { privateRedis, redisCommand } from "@steptrace/test-utils";
import { describe, expect, it } from "vitest";
import { faultOf } from "./support/fault-of.js";
import { openContext } from "./support/open-context.js";
import { QUICK_SYNC } from "./support/quick-sync.js";
import { tcpProxy } from "./support/tcp-proxy.js";

const HEALING = { timeout: 10_000, interval: 20 };

describe("a connection of its own", () => {
  it("is waited for by the first call", async () => {
    const { url } = await privateRedis();
    const context = openContext(url);
    await context.setTraceId("exec-123", "trace");
    expect(await context.getTraceId("exec-123")).toBe("trace");
  });

  it("is waited for by many calls at once, without a warning", async () => {
    const { url } = await privateRedis();
    const context = openContext(url);
    const warnings: Error[] = [];
    const listen = (warning: Error) => warnings.push(warning);
    process.on("warning", listen);
    await Promise.all(Array.from({ length: 50 }, (_, index) => context.setTraceId(`exec-${index}`, "trace")));
    await new Promise(setImmediate);
    process.off("warning", listen);
    expect(warnings).toEqual([]);
  });

  it("fails in every method while nobody listens, and heals when Redis comes", async () => {
    const server = await privateRedis();
    await server.shutdown();
    const context = openContext(server.url);
    const error = await faultOf(context.setTraceId("exec-123", "trace"));
    expect(error.message).toBe(
      `Could not set the trace of an execution in Redis at 127.0.0.1:${server.port}: ` +
        `connect ECONNREFUSED 127.0.0.1:${server.port}. Expected an answer within 500 ms. ` +
        "Check that Redis runs there, is reachable and not overloaded. The connection is tried again by itself.",
    );
    expect(error.cause).toMatchObject({ code: "ECONNREFUSED" });
    await faultOf(context.getTraceId("exec-123"));
    await faultOf(context.renew("exec-123"));
    await faultOf(context.deleteTraceId("exec-123"));
    await faultOf(context.getTtl("exec-123"));
    await faultOf(context.getAllExecutions()[Symbol.asyncIterator]().next());
    await faultOf(context.clearAll());
    await server.restart();
    await expect.poll(() => context.setTraceId("exec-123", "trace"), HEALING).toBeUndefined();
  });

  it("fails when Redis is killed, and heals when it is back, empty", async () => {
    const server = await privateRedis();
    const context = openContext(server.url);
    await context.setTraceId("exec-123", "trace");
    await server.crash();
    await faultOf(context.getTraceId("exec-123"));
    await server.restart();
    await expect.poll(() => context.setTraceId("exec-456", "new"), HEALING).toBeUndefined();
    expect(await context.getTraceId("exec-123")).toBeUndefined();
    expect(await context.renew("exec-123")).toBe(false);
    expect(await context.getTraceId("exec-456")).toBe("new");
  });

  it("fails for calls that are under way when Redis is killed", async () => {
    const server = await privateRedis();
    const context = openContext(server.url);
    await context.setTraceId("exec-123", "trace");
    await server.pause();
    const calls = Array.from({ length: 20 }, () => faultOf(context.getTraceId("exec-123")));
    await server.crash();
    await Promise.all(calls);
  });

  it("fails while Redis is paused, and heals when it goes on", async () => {
    const server = await privateRedis();
    const context = openContext(server.url);
    await context.setTraceId("exec-123", "trace");
    await server.pause();
    const error = await faultOf(context.getTraceId("exec-123"));
    expect(error.message).toContain("no answer. Expected an answer within 500 ms.");
    // Long enough for the connection to be given up, and new ones to be tried in vain.
    for (let count = 0; count < 5; count += 1) await faultOf(context.getTtl("exec-123"));
    await server.resume();
    await expect.poll(() => context.getTraceId("exec-123"), HEALING).toBe("trace");
  });

  it("fails while Redis is paused before the first connection, and heals", async () => {
    const server = await privateRedis();
    await server.pause();
    const context = openContext(server.url);
    await faultOf(context.setTraceId("exec-123", "trace"));
    await server.resume();
    await expect.poll(() => context.setTraceId("exec-123", "trace"), HEALING).toBeUndefined();
  });

  it("is replaced when the network has lost it without a word", async () => {
    const server = await privateRedis();
    const proxy = await tcpProxy(server.port);
    const context = openContext(proxy.url);
    await context.setTraceId("exec-123", "trace");
    proxy.silence();
    await faultOf(context.getTraceId("exec-123"));
    await expect.poll(() => context.getTraceId("exec-123"), HEALING).toBe("trace");
  });

  it("goes to the new primary after a failover behind one name", async () => {
    const [old, fresh] = await Promise.all([privateRedis(QUICK_SYNC), privateRedis(QUICK_SYNC)]);
    const proxy = await tcpProxy(old.port);
    const context = openContext(proxy.url);
    await context.setTraceId("exec-123", "trace");
    proxy.redirect(fresh.port);
    await redisCommand(old, "REPLICAOF", fresh.host, String(fresh.port));
    await expect.poll(() => context.setTraceId("exec-456", "trace"), HEALING).toBeUndefined();
    expect(await redisCommand(fresh, "EXISTS", "trace_context:exec-456")).toBe(1);
  });

  it("does not notice that Redis restarts while nobody calls", async () => {
    const server = await privateRedis();
    const context = openContext(server.url);
    await context.setTraceId("exec-123", "trace");
    await server.shutdown();
    await server.restart();
    // Two connections: the one that asks, and the context's.
    await expect.poll(() => redisCommand(server, "CLIENT", "LIST"), HEALING).toMatch(/\n.*\n/);
    expect(await context.getTraceId("exec-123")).toBeUndefined();
  });

  it("takes an answer that came in time for one, though this process was busy", async () => {
    const { url } = await privateRedis();
    const context = openContext(url, { commandTimeoutMs: 500 });
    await context.setTraceId("exec-123", "trace");
    const answer = context.getTraceId("exec-123");
    // The command is on its way after this turn; the answer waits while the turn after it takes too long.
    await new Promise(setImmediate);
    const end = performance.now() + 800;
    while (performance.now() < end);
    expect(await answer).toBe("trace");
  });
});
