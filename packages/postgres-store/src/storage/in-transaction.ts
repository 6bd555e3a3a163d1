import type { SQL } from "drizzle-orm";
import type { DrizzleDatabase } from "../database/database-config.js";
import { rowsOf } from "../database/rows-of.js";
import { toStorageError } from "../database/to-storage-error.js";
import type { RunStatement } from "../partitions/ensure-partitions.js";

/**
 * Runs statements in a transaction of the application's own, each in a savepoint: a failed one would spoil the transaction.
 *
 * @param what what they are for, as in "Storing trace '…'"
 * @param target where, for messages
 */
export function inTransaction(tx: DrizzleDatabase, what: string, target: string): RunStatement {
  return async <R>(statement: SQL): Promise<readonly R[]> => {
    try {
      return rowsOf<R>(await tx.transaction((savepoint) => Promise.resolve(savepoint.execute(statement))));
    } catch (error) {
      throw toStorageError(error, what, target);
    }
  };
}
