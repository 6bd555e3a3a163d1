// Opens the embedded store in a directory, and writes until it is killed; prints the id of each trace that is stored.
import { uuidV7 } from "@steptrace/core";
import { TraceStorage } from "@steptrace/postgres-store";

const storage = new TraceStorage({ directory: process.argv[2] });
for (;;) {
  const startedAt = new Date();
  const traceId = uuidV7(startedAt.getTime());
  await storage.finalizeTrace(
    {
      traceId,
      skillName: "writer",
      startedAt,
      status: "running",
      steps: [],
      metadata: { text: "x".repeat(1000) },
    },
    "success",
  );
  await new Promise((resolve) => process.stdout.write(`${traceId}\n`, resolve));
}
