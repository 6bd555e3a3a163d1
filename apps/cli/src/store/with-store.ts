import type { TraceStorage } from "@steptrace/postgres-store";
import type { TraceQuery } from "@steptrace/query";
import { describeFault } from "../faults/describe-fault.js";
import { complain } from "../terminal/print.js";
import { withSpinner } from "../terminal/with-spinner.js";
import type { Connection } from "./connection.js";
import { databaseConfig, databaseOptions } from "./database-config.js";
import { requireStore } from "./require-store.js";
import { Spool } from "./spool.js";

/** What a reading command reads from. */
export interface Store {
  readonly storage: TraceStorage;
  readonly query: TraceQuery;
}

/**
 * Opens the store for a function that reads, and closes it after it. Traces that `run` has kept beside an embedded store
 * are stored first.
 *
 * @throws {NothingFoundError} where the embedded store does not exist: reading does not make one
 * @throws {UsageError | StorageError}
 */
export async function withStore<T>(connection: Connection, read: (store: Store) => Promise<T>): Promise<T> {
  const config = databaseConfig(connection);
  requireStore(connection);
  return withSpinner("Reading traces", () => open(config, connection, read));
}

async function open<T>(
  config: ReturnType<typeof databaseConfig>,
  connection: Connection,
  read: (store: Store) => Promise<T>,
): Promise<T> {
  // Not before they are needed: they take longer to load than everything else.
  const [{ TraceStorage }, { TraceQuery }] = await Promise.all([
    import("@steptrace/postgres-store"),
    import("@steptrace/query"),
  ]);
  await using storage = new TraceStorage(config, databaseOptions(connection));
  if (connection.databaseUrl === undefined) {
    await new Spool(connection).storeAll(storage, (fault) => complain(describeFault(fault)));
  }
  return await read({ storage, query: new TraceQuery(storage) });
}
