import { type Month, missingMonths, monthRange } from "@steptrace/core";
import type { SQL } from "drizzle-orm";
import { SqlState } from "../database/sql-state.js";
import { sqlStateOf } from "../database/to-storage-error.js";
import { attachPartition } from "./attach-partition.js";
import { finishDetach } from "./finish-detach.js";
import { attachedRanges, type PartitionRow, rangeOf, selectPartitions } from "./partition-catalog.js";
import { partitionError, partitionOf } from "./partition-error.js";
import { retryOnLock } from "./retry-on-lock.js";

/** What stands in the way: another process that was faster, or a table or partition of somebody else's. */
const OBSTACLES: ReadonlySet<string | undefined> = new Set([
  SqlState.duplicateTable,
  SqlState.duplicateObject,
  SqlState.uniqueViolation,
  SqlState.wrongObjectType,
  SqlState.invalidObjectDefinition,
]);

/** Runs a statement and gives its rows: of a database, a session or a transaction. */
export type RunStatement = <R>(statement: SQL) => Promise<readonly R[]>;

/**
 * Makes the partitions of those months that none covers. Safe from many processes at once. A partition of such a month
 * that was half detached takes no rows, and stands in the way of a new one: its detaching is finished first.
 *
 * @returns the names of those that were made here
 * @throws {StorageError} naming the month and what stands in its way; anything else as `run` throws it
 */
export async function ensurePartitions(
  run: RunStatement,
  schema: string | undefined,
  months: readonly Month[],
): Promise<readonly string[]> {
  const made: string[] = [];
  const partitions = await run<PartitionRow>(selectPartitions(schema));
  for (const month of missingMonths(months, attachedRanges(partitions))) {
    if (await makePartition(run, schema, month, partitions)) made.push(partitionOf(month));
  }
  return made;
}

/** Whether it was made here; `false` where another process was faster. */
async function makePartition(
  run: RunStatement,
  schema: string | undefined,
  month: Month,
  partitions: readonly PartitionRow[],
): Promise<boolean> {
  try {
    const halfDetached = partitions.find((partition) => partition.is_detaching && overlaps(partition, month));
    if (halfDetached !== undefined) await retryOnLock(() => finishDetach(run, schema, halfDetached));
    await retryOnLock(() => run(attachPartition(schema, month)));
    return true;
  } catch (error) {
    const isObstacle = OBSTACLES.has(sqlStateOf(error));
    if (isObstacle && (await isThere(run, schema, month))) return false;
    throw partitionError(month, error, isObstacle);
  }
}

async function isThere(run: RunStatement, schema: string | undefined, month: Month): Promise<boolean> {
  return (
    missingMonths([month], attachedRanges(await run<PartitionRow>(selectPartitions(schema)))).length === 0
  );
}

function overlaps(partition: PartitionRow, month: Month): boolean {
  const range = rangeOf(partition);
  const { from, to } = monthRange(month);
  return range !== undefined && range.from < to && from < range.to;
}
