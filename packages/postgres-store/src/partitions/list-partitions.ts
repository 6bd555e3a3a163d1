import type { Database } from "../database/database.js";
import { type PartitionRow, selectPartitions } from "./partition-catalog.js";
import { type PartitionInfo, partitionInfo } from "./partition-info.js";

/** The partitions of the table, oldest first. @throws {StorageError} */
export async function listPartitions(database: Database): Promise<readonly PartitionInfo[]> {
  const rows = await database.rows<PartitionRow>("Listing partitions", selectPartitions(database.schema));
  return rows.map(partitionInfo);
}
