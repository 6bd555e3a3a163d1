import { setTimeout as sleep } from "node:timers/promises";
import { ExecutionTracer } from "@steptrace/core";
import { RedisStepJournal } from "@steptrace/redis-context";

// A program that `proveRecovery` starts, and kills in the middle of its trace.
const { DEMO_REDIS_URL = "", DEMO_KEY_PREFIX = "" } = process.env;
const journal = new RedisStepJournal(DEMO_REDIS_URL, { keyPrefix: DEMO_KEY_PREFIX });
const tracer = new ExecutionTracer({ journal });

await tracer.trace("charge-customer", async (trace) => {
  await trace.step("load-order", () => sleep(30));
  await trace.step("reserve-stock", () => sleep(20));
  await trace.startStep("charge-card").journaled();
  // From here on it may be killed.
  process.stdout.write("journaled\n");
  await new Promise(() => setInterval(() => {}, 1000));
});
