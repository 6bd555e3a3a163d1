import type { FinalTrace } from "@steptrace/core";
import type { Connection } from "../store/connection.js";
import { databaseConfig, databaseOptions } from "../store/database-config.js";
import { waitingFor } from "../store/waiting-for.js";

/** Stores a trace. The store is opened for that alone: others may use the embedded one before and after. */
export async function storeTrace(connection: Connection, trace: FinalTrace): Promise<void> {
  const config = databaseConfig(connection);
  await waitingFor("Storing the trace", connection, async () => {
    const { TraceStorage } = await import("@steptrace/postgres-store");
    await using storage = new TraceStorage(config, databaseOptions(connection));
    await storage.finalizeTrace(trace, trace.status);
  });
}
