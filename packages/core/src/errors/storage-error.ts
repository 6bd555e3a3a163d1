import { SteptraceError } from "./steptrace-error.js";

/**
 * Why a store refused or failed.
 *
 * - `unreachable`: no connection, or it broke; trying again later can help
 * - `unavailable`: the server cannot at the moment (its disk or memory is full, another transaction was in the way, it is
 *   read-only during a failover); trying again later can help
 * - `timeout`: no answer within the time limit; trying again later can help
 * - `authentication`: user, password or database are not accepted
 * - `permission`: the role may not do this
 * - `not-migrated`: the table, or a column of it, is missing
 * - `newer-schema`: a newer version of steptrace migrated the database
 * - `held`: another process has the embedded store open
 * - `closed`: the store was closed by its own process
 * - `rejected`: the database refused the statement or the data
 */
export type StorageFailure =
  | "unreachable"
  | "unavailable"
  | "timeout"
  | "authentication"
  | "permission"
  | "not-migrated"
  | "newer-schema"
  | "held"
  | "closed"
  | "rejected";

/** What is known about a storage failure beside its message. */
export interface StorageErrorDetails {
  readonly reason: StorageFailure;
  /** PostgreSQL's five-character SQLSTATE, where the server said one. */
  readonly sqlState?: string | undefined;
  readonly cause?: unknown;
}

/** A store could not do what it was asked; `reason` says why, `cause` is the driver's error. */
export class StorageError extends SteptraceError {
  override readonly name = "StorageError";
  override readonly code = "STORAGE_FAILED";
  readonly reason: StorageFailure;
  readonly sqlState: string | undefined;

  constructor(message: string, details: StorageErrorDetails) {
    super(message, details.cause === undefined ? undefined : { cause: details.cause });
    this.reason = details.reason;
    this.sqlState = details.sqlState;
  }
}
