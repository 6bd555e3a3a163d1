import { monthOf, StorageError, type TraceRow } from "@steptrace/core";
import type { SQL } from "drizzle-orm";
import type { Database } from "../database/database.js";
import type { DrizzleDatabase } from "../database/database-config.js";
import { rowsOf } from "../database/rows-of.js";
import { isMissingPartition, toStorageError } from "../database/to-storage-error.js";
import { ensurePartitions, type RunStatement } from "../partitions/ensure-partitions.js";
import { insertTrace, type StoredTrace } from "./insert-trace.js";
import { selectStatus } from "./select-trace.js";

/**
 * Writes the row of a trace, and resolves to what stands in the table then: this row, or the one that was there.
 * A month that has no partition yet gets one.
 *
 * @param tx a transaction of the application's own; without one, the statement is its own
 * @throws {StorageError}
 */
export async function writeRow(
  database: Database,
  row: TraceRow,
  tx: DrizzleDatabase | undefined,
): Promise<StoredTrace> {
  const what = `Storing trace '${row.trace_id}'`;
  const run: RunStatement =
    tx === undefined ? (statement) => database.rows(what, statement) : inTransaction(tx, what, database);
  const [stored] = await insertMakingRoom(run, database, row);
  const [present] = stored
    ? [stored]
    : await run<StoredTrace>(selectStatus(database.table, row.trace_id, row.started_at));
  if (present !== undefined) return present;
  throw new StorageError(
    `${what} failed: its row was removed by somebody else at the same moment. Try again.`,
    {
      reason: "rejected",
    },
  );
}

async function insertMakingRoom(
  run: RunStatement,
  database: Database,
  row: TraceRow,
): Promise<readonly StoredTrace[]> {
  const insert = insertTrace(database.table, row);
  try {
    return await run<StoredTrace>(insert);
  } catch (error) {
    if (!isMissingPartition(error)) throw error;
    await ensurePartitions(run, database.schema, [monthOf(new Date(row.started_at))]);
    return run<StoredTrace>(insert);
  }
}

/** Each statement in a savepoint: a failed one would spoil the application's transaction. */
function inTransaction(tx: DrizzleDatabase, what: string, database: Database): RunStatement {
  return async <R>(statement: SQL): Promise<readonly R[]> => {
    try {
      return rowsOf<R>(await tx.transaction((savepoint) => Promise.resolve(savepoint.execute(statement))));
    } catch (error) {
      throw toStorageError(error, what, database.target);
    }
  };
}
