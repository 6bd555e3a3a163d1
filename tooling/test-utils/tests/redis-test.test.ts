import { describe, expect } from "vitest";
import { redisTest } from "../src/index.js";

const written: string[] = [];

describe("redisTest", () => {
  redisTest("gives a prefix for the keys of one test", async ({ redis }) => {
    const keys = [`${redis.prefix}count`, `trace_context:${redis.prefix}run`];
    for (const key of keys) await redis.client.set(key, "1");
    written.push(...keys);
    expect(await redis.client.exists(keys)).toBe(2);
  });

  redisTest("removes the keys of a test after it", async ({ redis }) => {
    expect(written).toHaveLength(2);
    expect(await redis.client.exists(written)).toBe(0);
  });

  redisTest("gives another prefix to every test", async ({ redis }) => {
    expect(written[0]?.startsWith(redis.prefix)).toBe(false);
  });
});
