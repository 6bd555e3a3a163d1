import type { Database } from "../database/database.js";
import { type PartitionRow, rangeOf, selectPartitions } from "./partition-catalog.js";

/** A month of the table. */
export interface PartitionInfo {
  readonly name: string;
  /** First moment, as `2025-11-01 00:00:00` (UTC), or `-infinity`; absent for a default partition. */
  readonly from?: string;
  /** First moment after it, or `infinity`; absent for a default partition. */
  readonly to?: string;
  /** The planner's estimate; absent where the partition was never analysed. */
  readonly estimatedRows?: number;
  /** Bytes on disk, indexes included. */
  readonly bytes: number;
}

/** The partitions of the table, oldest first. @throws {StorageError} */
export async function listPartitions(database: Database): Promise<readonly PartitionInfo[]> {
  const rows = await database.rows<PartitionRow>("Listing partitions", selectPartitions(database.schema));
  return rows.map((row) => ({
    name: row.name,
    ...rangeOf(row),
    ...(row.estimated_rows >= 0 && { estimatedRows: row.estimated_rows }),
    bytes: row.bytes,
  }));
}
