import type { Connection } from "../store/connection.js";
import { databaseConfig, databaseOptions } from "../store/database-config.js";
import { requireStore } from "../store/require-store.js";
import { waitingFor } from "../store/waiting-for.js";
import { formatJson } from "../terminal/format-json.js";
import { print } from "../terminal/print.js";

export interface RebuildOptions {
  readonly json?: true;
}

/** Makes the statistics anew, and prints of which months. */
export async function rebuild(connection: Connection, { json }: RebuildOptions): Promise<void> {
  const config = databaseConfig(connection);
  requireStore(connection);
  const rebuilt = await waitingFor("Rebuilding the statistics", connection, async () => {
    const { rebuildStatistics } = await import("@steptrace/operations");
    return rebuildStatistics(config, databaseOptions(connection));
  });
  if (json) {
    print(formatJson(rebuilt));
    return;
  }
  const { months, leftAlone } = rebuilt;
  print(
    months.length === 0
      ? "There are no traces to rebuild statistics from."
      : `Rebuilt: ${months.join(", ")}.`,
  );
  if (leftAlone.length > 0)
    print(`Left as they are, for not all of their traces are kept: ${leftAlone.join(", ")}.`);
}
