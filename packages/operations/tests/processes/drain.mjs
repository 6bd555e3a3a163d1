// Finalizes many traces at once, says so, and then ends in the way that it is told.
import { ExecutionTracer } from "@steptrace/core";
import { drainOnExit } from "@steptrace/operations";
import { TraceStorage } from "@steptrace/postgres-store";

const [databaseUrl, how, deadlineMs = "10000"] = process.argv.slice(2);
const storage = new TraceStorage(databaseUrl, { max: 1 });
const drained = drainOnExit(storage, {
  deadlineMs: Number(deadlineMs),
  onError: (error) => process.stdout.write(`${error.reason}: ${error.message}\n`),
});
const tracer = new ExecutionTracer();

for (let index = 0; index < 2000; index += 1) {
  await tracer.startTrace("drained", { metadata: { index } });
  const trace = tracer.getCurrentTrace();
  tracer.clearCurrentTrace();
  storage.finalizeTrace(trace, "success").catch(() => {});
}
if (how === "own") process.on("SIGTERM", () => setTimeout(() => process.exit(7), 200));
if (how === "disposed") drained[Symbol.dispose]();
process.stdout.write("finalized\n");
