import type { FinalTrace } from "@steptrace/core";
import type { Connection } from "../store/connection.js";
import { databaseConfig, databaseOptions } from "../store/database-config.js";
import { waitingFor } from "../store/waiting-for.js";
import { storeEmbedded } from "./store-embedded.js";

/**
 * Stores a trace. The store is opened for that alone: others may use the embedded one before and after.
 *
 * @param onFault hears of other traces, kept beside the embedded store, that cannot be stored
 * @throws {UsageError | StorageError}
 */
export async function storeTrace(
  connection: Connection,
  trace: FinalTrace,
  onFault: (fault: unknown) => void,
): Promise<void> {
  const config = databaseConfig(connection);
  await waitingFor("Storing the trace", connection, async () => {
    if (connection.databaseUrl === undefined) return storeEmbedded(connection, trace, onFault);
    const { TraceStorage } = await import("@steptrace/postgres-store");
    await using storage = new TraceStorage(config, databaseOptions(connection));
    await storage.finalizeTrace(trace, trace.status);
  });
}
