// Works under trace until it is killed, and says of each step on standard output when it is in the journal.
import { setTimeout as sleep } from "node:timers/promises";
import { ExecutionTracer } from "@steptrace/core";
import { TraceStorage } from "@steptrace/postgres-store";
import { RedisStepJournal } from "@steptrace/redis-context";

const [redisUrl, keyPrefix, databaseUrl] = process.argv.slice(2);
const journal = new RedisStepJournal(redisUrl, { keyPrefix, commandTimeoutMs: 5000 });
const storage = new TraceStorage(databaseUrl, { journal });
const tracer = new ExecutionTracer({ journal, storage });

async function execution(name) {
  await tracer
    .trace("work", { executionId: name }, async (trace) => {
      for (let index = 0; index < 5; index += 1) {
        const step = trace.startStep(`step ${index}`);
        if (index % 2 === 0) await sleep(1);
        step.end();
        await step.journaled();
        process.stdout.write(`journaled ${trace.traceId} ${index}\n`);
      }
      process.stdout.write(`ended ${trace.traceId}\n`);
      return trace.traceId;
    })
    .then((traceId) => process.stdout.write(`stored ${traceId}\n`));
}

for (let round = 0; ; round += 1) {
  await Promise.all(Array.from({ length: 4 }, (_, index) => execution(`exec-${round}-${index}`)));
}
