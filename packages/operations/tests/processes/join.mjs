// Adds steps to a trace that runs elsewhere until it is killed, and says of each on standard output when it is in the journal.
import { ExecutionTracer } from "@steptrace/core";
import { RedisStepJournal, RedisTraceContext } from "@steptrace/redis-context";

const [redisUrl, keyPrefix, name] = process.argv.slice(2);
const context = new RedisTraceContext(redisUrl, {
  keyPrefix: `${keyPrefix}context:`,
  commandTimeoutMs: 5000,
});
const journal = new RedisStepJournal(redisUrl, { keyPrefix: `${keyPrefix}journal:`, commandTimeoutMs: 5000 });
const tracer = new ExecutionTracer({ context, journal });
const trace = await tracer.joinTrace(keyPrefix);

for (let index = 0; ; index += 1) {
  const step = trace.startStep(`${name} ${index}`);
  await step.journaled();
  process.stdout.write(`${name} ${index}\n`);
  step.end();
}
