import { type PartitionRow, rangeOf } from "./partition-catalog.js";

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

/** A partition of the catalog, as those outside see it. */
export function partitionInfo(row: PartitionRow): PartitionInfo {
  return {
    name: row.name,
    ...rangeOf(row),
    ...(row.estimated_rows >= 0 && { estimatedRows: row.estimated_rows }),
    bytes: row.bytes,
  };
}
