import { type Month, monthRange, partitionName, StorageError } from "@steptrace/core";
import { SqlState } from "../database/sql-state.js";
import { driverError, sqlStateOf } from "../database/to-storage-error.js";
import { TRACES_TABLE } from "../schema/execution-traces.js";

/** The name of a month's partition. */
export function partitionOf(month: Month): string {
  return partitionName(TRACES_TABLE, month);
}

/**
 * Why a month has no partition, in words, where the reason is known; else the error as it is.
 *
 * @param isObstacle whether something else has the name or a part of the month
 */
export function partitionError(month: Month, error: unknown, isObstacle: boolean): unknown {
  const sqlState = sqlStateOf(error);
  const name = partitionOf(month);
  const { from, to } = monthRange(month);
  const cause = error instanceof StorageError ? error.cause : driverError(error);
  const said = cause instanceof Error ? cause.message : String(cause);
  const what = `There is no partition ${name} for traces from ${from} to ${to} (UTC), and it could not be made: ${said}.`;
  if (sqlState === SqlState.insufficientPrivilege) {
    const advice = "Let a role that owns the table run `steptrace maintain`, which makes partitions ahead.";
    return new StorageError(`${what} ${advice}`, { reason: "permission", sqlState, cause });
  }
  if (isObstacle) {
    const advice =
      sqlState === SqlState.invalidObjectDefinition
        ? "A partition with other bounds covers a part of the month: add one for the rest of it."
        : `A table of that name is there, and no partition of ${TRACES_TABLE} with these bounds: attach it with them (ALTER TABLE … ATTACH PARTITION), or rename it.`;
    return new StorageError(`${what} ${advice}`, { reason: "rejected", sqlState, cause });
  }
  return error;
}
