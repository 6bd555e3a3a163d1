import { randomBytes } from "node:crypto";
import type { MakeContext } from "@steptrace/contracts";
import type { Cluster, Redis } from "ioredis";
import { afterAll } from "vitest";
import { RedisTraceContext } from "../../src/index.js";

/** Makes contexts with a prefix of their own each; clears and closes them after the file. */
export function contextFactory(redis: () => string | Redis | Cluster): MakeContext {
  const made: RedisTraceContext[] = [];
  afterAll(async () => {
    await Promise.all(made.map((context) => context.clearAll()));
    await Promise.all(made.map((context) => context.close()));
  });
  return ({ ttlSeconds }) => {
    // A prefix that would match others if it were taken for a glob.
    const keyPrefix = `test-${randomBytes(6).toString("hex")}*[a-z]?\\:`;
    const context = new RedisTraceContext(redis(), { ttlSeconds, keyPrefix, commandTimeoutMs: 5000 });
    made.push(context);
    return context;
  };
}
