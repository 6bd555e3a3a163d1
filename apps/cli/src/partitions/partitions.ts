import type { Connection } from "../store/connection.js";
import { withStore } from "../store/with-store.js";
import { formatJson } from "../terminal/format-json.js";
import { print } from "../terminal/print.js";
import { stdoutPage } from "../terminal/stdout-page.js";
import { viewPartitions } from "./view-partitions.js";

export interface PartitionsOptions {
  readonly json?: true;
}

/** Prints the partitions of the table. */
export async function partitions(connection: Connection, { json }: PartitionsOptions): Promise<void> {
  const found = await withStore(connection, ({ storage }) => storage.listPartitions());
  print(json ? formatJson(found) : viewPartitions(found, stdoutPage()).join("\n"));
}
