import { StorageError } from "@steptrace/core";
import { SqlState } from "../database/sql-state.js";
import { driverError, sqlStateOf } from "../database/to-storage-error.js";

/**
 * Does what only the owner of the table may do.
 *
 * @param what as in "Dropping execution_traces_2025_01"
 * @param statement what that role could run in place of us, where a statement does it
 * @throws {StorageError} with reason `permission`, saying both; anything else as it is
 */
export async function asOwner<T>(what: string, act: () => Promise<T>, statement?: string): Promise<T> {
  try {
    return await act();
  } catch (error) {
    if (sqlStateOf(error) !== SqlState.insufficientPrivilege) throw error;
    const cause = error instanceof StorageError ? error.cause : driverError(error);
    const said = cause instanceof Error ? cause.message : String(cause);
    throw permissionError(what, said, { statement, cause });
  }
}

/** @param said what the role lacks, as in "must be owner of table execution_traces" */
export function permissionError(
  what: string,
  said: string,
  { statement, cause }: { readonly statement?: string | undefined; readonly cause?: unknown },
): StorageError {
  const instead = statement === undefined ? "" : `, or let that role run: ${statement}`;
  return new StorageError(
    `${what} failed: ${said}. Run \`steptrace maintain\` as the role that owns the table${instead}`,
    { reason: "permission", sqlState: SqlState.insufficientPrivilege, cause },
  );
}
