import { type Month, missingMonths, type TimeRange } from "@steptrace/core";
import type { SQL } from "drizzle-orm";
import { SqlState } from "../database/sql-state.js";
import { sqlStateOf } from "../database/to-storage-error.js";
import { attachPartition } from "./attach-partition.js";
import { type PartitionRow, rangeOf, selectPartitions } from "./partition-catalog.js";
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
 * Makes the partitions of those months that none covers. Safe from many processes at once.
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
  for (const month of missingMonths(months, await readRanges(run, schema))) {
    if (await makePartition(run, schema, month)) made.push(partitionOf(month));
  }
  return made;
}

/** Whether it was made here; `false` where another process was faster. */
async function makePartition(run: RunStatement, schema: string | undefined, month: Month): Promise<boolean> {
  try {
    await retryOnLock(() => run(attachPartition(schema, month)));
    return true;
  } catch (error) {
    const isObstacle = OBSTACLES.has(sqlStateOf(error));
    if (isObstacle && missingMonths([month], await readRanges(run, schema)).length === 0) return false;
    throw partitionError(month, error, isObstacle);
  }
}

async function readRanges(run: RunStatement, schema: string | undefined): Promise<readonly TimeRange[]> {
  const partitions = await run<PartitionRow>(selectPartitions(schema));
  return partitions.flatMap((partition) => rangeOf(partition) ?? []);
}
