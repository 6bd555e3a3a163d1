import type { Cluster, Redis } from "ioredis";
import { onTestFinished } from "vitest";
import { RedisTraceContext, type RedisTraceContextOptions } from "../../src/index.js";

/** A context that is closed when the test is finished. */
export function openContext(
  redis: string | Redis | Cluster,
  options?: RedisTraceContextOptions,
): RedisTraceContext {
  const context = new RedisTraceContext(redis, options);
  onTestFinished(() => context.close());
  return context;
}
