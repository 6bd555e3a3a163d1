import { setTimeout as sleep } from "node:timers/promises";
import { type Month, missingMonths, partitionName } from "@steptrace/core";
import type { SQL } from "drizzle-orm";
import { SqlState } from "../database/sql-state.js";
import { sqlStateOf } from "../database/to-storage-error.js";
import { TRACES_TABLE } from "../schema/execution-traces.js";
import { attachPartition } from "./attach-partition.js";
import { type PartitionRow, rangeOf, selectPartitions } from "./partition-catalog.js";

const ATTEMPTS = 50;
const RETRY_MS = 100;
/** Another process made the same partition between our look and our attempt. */
const MADE_MEANWHILE: ReadonlySet<string | undefined> = new Set([
  SqlState.duplicateTable,
  SqlState.uniqueViolation,
  SqlState.wrongObjectType,
]);

/** Runs a statement and gives its rows: of a database, a session or a transaction. */
export type RunStatement = <R>(statement: SQL) => Promise<readonly R[]>;

/**
 * Makes the partitions of those months that none covers. Safe from many processes at once.
 *
 * @returns the names of those that were made here
 */
export async function ensurePartitions(
  run: RunStatement,
  schema: string | undefined,
  months: readonly Month[],
): Promise<readonly string[]> {
  const partitions = await run<PartitionRow>(selectPartitions(schema));
  const ranges = partitions.flatMap((partition) => rangeOf(partition.bounds) ?? []);
  const made: string[] = [];
  for (const month of missingMonths(months, ranges)) {
    if (await makePartition(run, schema, month)) made.push(partitionName(TRACES_TABLE, month));
  }
  return made;
}

/** Whether it was made here; `false` where another process was faster. */
async function makePartition(run: RunStatement, schema: string | undefined, month: Month): Promise<boolean> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      await run(attachPartition(schema, month));
      return true;
    } catch (error) {
      const state = sqlStateOf(error);
      if (MADE_MEANWHILE.has(state)) return false;
      if (state !== SqlState.lockNotAvailable || attempt === ATTEMPTS) throw error;
      await sleep(RETRY_MS * Math.random() * 2);
    }
  }
}
