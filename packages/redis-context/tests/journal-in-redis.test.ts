import { randomUUID } from "node:crypto";
import { ExecutionTracer, readJournal } from "@steptrace/core";
import { privateRedis, redisCommand, redisTest as test } from "@steptrace/test-utils";
import { describe, expect } from "vitest";
import { RedisStepJournal } from "../src/index.js";

describe("step ids of joining processes", () => {
  test("are not given twice by a Redis that has forgotten those which it gave", async ({ redis }) => {
    await using journal = new RedisStepJournal(redis.url, { keyPrefix: redis.prefix });
    const startedAtMs = Date.now() - 1000;
    const given = await journal.reserveStepIds("trace-1", 10_000, startedAtMs);
    const before = Date.now();
    await expect.poll(() => Date.now() - before).toBeGreaterThan(20);
    expect(await redis.client.unlink(`${redis.prefix}{trace-1}:ids`)).toBe(1);
    expect(await journal.reserveStepIds("trace-1", 10_000, startedAtMs)).toBeGreaterThanOrEqual(
      given + 10_000,
    );
  });

  test("are counted for a day, and no longer", async ({ redis }) => {
    await using journal = new RedisStepJournal(redis.url, { keyPrefix: redis.prefix });
    await journal.reserveStepIds("trace-1", 1, Date.now());
    const seconds = await redis.client.ttl(`${redis.prefix}{trace-1}:ids`);
    expect(seconds).toBeGreaterThan(86_000);
  });
});

describe("what is left of a trace", () => {
  test("expires: a journal that was set aside, and how the trace ended", async ({ redis }) => {
    await using journal = new RedisStepJournal(redis.url, { keyPrefix: redis.prefix });
    await journal.open("trace-1", "a");
    await journal.take("trace-1");
    await journal.setAside("trace-1", 1);
    expect(await redis.client.ttl(`${redis.prefix}{trace-1}:closed`)).toBeGreaterThan(86_000);
    // An owner that lives after all closes it with what it knew: it is kept until that is committed.
    await journal.close("trace-1", "z");
    expect(await redis.client.ttl(`${redis.prefix}{trace-1}:closed`)).toBe(-1);
    await journal.remove("trace-1", 2, "success");
    expect(await redis.client.ttl(`${redis.prefix}{trace-1}:ended`)).toBeGreaterThan(3500);
    expect(await redis.client.keys(`${redis.prefix}*`)).toEqual([`${redis.prefix}{trace-1}:ended`]);
  });
});

describe("a long journal", () => {
  test("is read in pages of a quarter of a million characters", async () => {
    const server = await privateRedis();
    await using journal = new RedisStepJournal(server.url, { commandTimeoutMs: 5000 });
    await journal.open("trace-1", "first");
    const text = "x".repeat(50_000);
    for (let index = 0; index < 100; index += 1) await journal.append("trace-1", text);
    await redisCommand(server, "CONFIG", "RESETSTAT");
    expect(await journal.read("trace-1")).toHaveLength(101);
    const stats = String(await redisCommand(server, "INFO", "commandstats"));
    const [, calls] = /cmdstat_xrange:calls=(\d+)/.exec(stats) ?? [];
    // Five texts a page, once it is known how long they are.
    expect(Number(calls)).toBeGreaterThan(20);
  });
});

describe("a Redis that is restored from an older snapshot", () => {
  test("is told again what it has lost", async () => {
    const server = await privateRedis();
    const keyPrefix = `test-${randomUUID()}:`;
    await using journal = new RedisStepJournal(server.url, { keyPrefix, commandTimeoutMs: 5000 });
    const tracer = new ExecutionTracer({ journal });
    await tracer.trace("etl", async (trace) => {
      await trace.startStep("one").journaled();
      await redisCommand(server, "SAVE");
      await trace.startStep("two").journaled();
      await server.crash();
      await server.restart();
      await expect
        .poll(() => journal.read(trace.traceId).catch(() => []), { timeout: 15_000 })
        .toHaveLength(1);
      await trace.startStep("three").journaled();
      const journaled = readJournal(await journal.read(trace.traceId));
      expect(journaled?.steps.map(({ name }) => name)).toEqual(["one", "two", "three"]);
    });
  });
});
