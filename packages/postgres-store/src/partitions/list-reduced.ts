import type { TimeRange } from "@steptrace/core";
import type { Database } from "../database/database.js";
import { type PartitionRow, rangeOf, selectPartitions } from "./partition-catalog.js";

/** What the partitions hold of which maintenance has left nothing but the failures. @throws {StorageError} */
export async function listReduced(database: Database): Promise<readonly TimeRange[]> {
  const rows = await database.rows<PartitionRow>("Listing partitions", selectPartitions(database.schema));
  return rows.flatMap((row) => (row.is_failures_only ? (rangeOf(row) ?? []) : []));
}
