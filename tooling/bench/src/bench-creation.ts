import { ExecutionTracer } from "@steptrace/core";
import { RedisTraceContext } from "@steptrace/redis-context";
import { withServices } from "@steptrace/test-services";
import { Redis } from "ioredis";
import { compare } from "./compare.js";
import { p95Latency } from "./latency.js";
import { ratioFigure, report } from "./report.js";

const ROUNDS = 9;
const OPERATIONS = 3000;
const TTL_SECONDS = 3600;

/** What starting a trace costs with Redis: against the SETEX that it comes down to, on the same connection. */
export async function benchCreation(): Promise<void> {
  await withServices(async ({ redisUrl }) => {
    const redis = new Redis(redisUrl);
    const context = new RedisTraceContext(redis, { keyPrefix: "steptrace_bench:" });
    try {
      const tracer = new ExecutionTracer({ context });
      const comparison = await compare(
        () =>
          p95Latency(OPERATIONS, async (index) => {
            await tracer.startTrace("bench", { executionId: `exec-${index}` });
            tracer.clearCurrentTrace();
          }),
        () =>
          p95Latency(OPERATIONS, (index) =>
            redis.setex(`steptrace_bench:exec-${index}`, TTL_SECONDS, "01a2026f-8d09-731a-8622-dbf8ff84bcd2"),
          ),
        ROUNDS,
      );
      report("trace creation, P95", [ratioFigure("startTrace with Redis / SETEX", comparison, 2)]);
    } finally {
      await context.clearAll();
      await context.close();
      await redis.quit();
    }
  });
}
