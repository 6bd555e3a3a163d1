import type { RunStatement } from "./ensure-partitions.js";
import { quoteIdentifier, tracesName } from "./identifier.js";
import { oneStatement } from "./one-statement.js";
import { type PartitionRow, selectPartitions } from "./partition-catalog.js";

/**
 * Ends a DETACH PARTITION CONCURRENTLY whose session died or gave up; the table then stands by itself. It fails where
 * somebody has a snapshot in which the partition is still there, and is to be tried again then. Nothing is left to do
 * where whoever began it, or another process, was faster.
 */
export async function finishDetach(
  run: RunStatement,
  schema: string | undefined,
  partition: PartitionRow,
): Promise<void> {
  try {
    await run(
      oneStatement([
        `ALTER TABLE ${tracesName(schema)} DETACH PARTITION ${partitionTable(partition)} FINALIZE`,
      ]),
    );
  } catch (error) {
    const partitions = await run<PartitionRow>(selectPartitions(schema));
    if (partitions.some(({ oid, is_detaching }) => oid === partition.oid && is_detaching)) throw error;
  }
}

/** A partition in SQL text, whatever the search path. */
export function partitionTable({ schema_name, name }: PartitionRow): string {
  return `${quoteIdentifier(schema_name)}.${quoteIdentifier(name)}`;
}
