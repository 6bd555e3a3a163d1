// Stores so many traces in the embedded store of a directory; prints the id of each that is stored.
import { uuidV7 } from "@steptrace/core";
import { TraceStorage } from "@steptrace/postgres-store";

const [directory, count] = process.argv.slice(2);
const storage = new TraceStorage({ directory, waitMs: 30_000 });
await Promise.all(
  Array.from({ length: Number(count) }, async () => {
    const startedAt = new Date();
    const traceId = uuidV7(startedAt.getTime());
    const trace = { traceId, skillName: "w", startedAt, status: "running", steps: [], metadata: {} };
    await storage.finalizeTrace(trace, "success");
    process.stdout.write(`${traceId}\n`);
  }),
);
await storage.close();
