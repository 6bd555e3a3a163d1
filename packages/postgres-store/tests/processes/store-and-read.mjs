// Stores a trace of each of the given starts (milliseconds since 1970), reads it back, and prints what it has read.
import { uuidV7 } from "@steptrace/core";
import { TraceStorage } from "@steptrace/postgres-store";

const [url, ...starts] = process.argv.slice(2);
const storage = new TraceStorage(url);
const read = [];
for (const start of starts.map(Number)) {
  const startedAt = new Date(start);
  const traceId = uuidV7(start);
  const timestamp = `${startedAt.toISOString().slice(0, -1)}456Z`;
  const step = { name: "step", timestamp, durationMs: 0, status: "success" };
  await storage.finalizeTrace(
    {
      traceId,
      skillName: "zones",
      startedAt,
      completedAt: new Date(start + 7),
      status: "running",
      steps: [step],
      metadata: {},
    },
    "success",
  );
  const trace = await storage.getTrace(traceId);
  read.push({
    traceId,
    startedAt: trace.startedAt.toISOString(),
    completedAt: trace.completedAt.toISOString(),
    timestamp: trace.steps[0].timestamp,
  });
}
await storage.close();
process.stdout.write(JSON.stringify({ offset: new Date(0).getTimezoneOffset(), read }));
