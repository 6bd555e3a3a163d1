import { setTimeout as sleep } from "node:timers/promises";
import { ExecutionTracer, InMemoryTraceStorage } from "@steptrace/core";
import { RedisTraceEvents } from "@steptrace/redis-context";

const TICK_MS = 10;
const MS_PER_SECOND = 1000;

/**
 * Runs traces of three steps evenly for so many seconds, so many a second; what they do is published, and an execution id says when it was
 * begun, in milliseconds since 1970.
 *
 * @returns how many ran
 */
async function publishTraces(redisUrl: string, perSecond: number, seconds: number): Promise<number> {
  await using events = new RedisTraceEvents(redisUrl);
  const started = performance.now();
  let count = 0;
  while (performance.now() - started < seconds * MS_PER_SECOND) {
    const due = Math.floor(((performance.now() - started) / MS_PER_SECOND) * perSecond);
    // A new one each time: what it stores is not kept.
    const tracer = new ExecutionTracer({ events, storage: new InMemoryTraceStorage() });
    for (; count < due; count += 1) {
      const executionId = `at-${Date.now()}-${count}`;
      await tracer.trace("live", { executionId }, async (trace) => {
        for (const name of ["load", "work", "write"]) await trace.step(name, async () => {});
      });
    }
    await sleep(TICK_MS);
  }
  await sleep(MS_PER_SECOND);
  return count;
}

const [redisUrl = "", perSecond, seconds] = process.argv.slice(2);
console.log(await publishTraces(redisUrl, Number(perSecond), Number(seconds)));
