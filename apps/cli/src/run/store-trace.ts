import { commitTrace, type FinalTrace } from "@steptrace/core";
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
  let config: ReturnType<typeof databaseConfig>;
  try {
    config = databaseConfig(connection);
  } catch (fault) {
    // Its journal, where it has one, learns how it ended: recovery stores it once somebody names the right place.
    return commitTrace(trace, () => Promise.reject(fault));
  }
  await waitingFor("Storing the trace", connection, async () => {
    if (connection.databaseUrl === undefined) return storeEmbedded(connection, trace, onFault);
    const { TraceStorage } = await import("@steptrace/postgres-store");
    await using storage = new TraceStorage(config, databaseOptions(connection));
    await storage.finalizeTrace(trace, trace.status);
  });
}
