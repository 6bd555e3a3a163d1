import { isSteptraceError, StorageError, type StorageFailure } from "@steptrace/core";
import { SqlState } from "./sql-state.js";

/** What the drivers and the platform say when there is no connection, or no more. */
const CONNECTION_CODES: ReadonlySet<string> = new Set([
  "ECONNREFUSED",
  "ECONNRESET",
  "ECONNABORTED",
  "ENOTFOUND",
  "EAI_AGAIN",
  "EHOSTUNREACH",
  "ENETUNREACH",
  "ENOENT",
  "EPIPE",
  "ETIMEDOUT",
  "CONNECT_TIMEOUT",
  "CONNECTION_CLOSED",
  "CONNECTION_ENDED",
  "CONNECTION_DESTROYED",
]);
/** node-postgres and PGlite say these without a code. */
const REASON_BY_MESSAGE: readonly (readonly [RegExp, StorageFailure])[] = [
  [
    /connection terminated|timeout exceeded when trying to connect|client has encountered|does not support SSL/i,
    "unreachable",
  ],
  [/^SASL/, "authentication"],
  [/did the server answer for/, "timeout"],
  [/calling end on the pool|PGlite is closed|store was closed/i, "closed"],
];
/** What Node says of a certificate that it does not trust, or of a peer that does not speak TLS. */
const TLS_CODE = /^(?:ERR_(?:TLS|SSL)_|CERT_|DEPTH_ZERO_|SELF_SIGNED_|UNABLE_TO_)/;
/** What Node says when a server hangs up on TLS, as one without it does; and what node-postgres says of such a server. */
const NO_TLS = /before secure TLS connection was established|does not support SSL/i;
const SQL_STATE = /^[0-9A-Z]{5}$/;

const REASON_BY_STATE: ReadonlyMap<string, StorageFailure> = new Map([
  [SqlState.insufficientPrivilege, "permission"],
  [SqlState.undefinedTable, "not-migrated"],
  [SqlState.undefinedColumn, "not-migrated"],
  [SqlState.undefinedSchema, "not-migrated"],
  [SqlState.undefinedDatabase, "authentication"],
  [SqlState.queryCanceled, "timeout"],
  [SqlState.lockNotAvailable, "timeout"],
  [SqlState.tooManyConnections, "unreachable"],
  [SqlState.deadlockDetected, "unavailable"],
  [SqlState.serializationFailure, "unavailable"],
  // A server that a failover has made, or will make, a standby.
  [SqlState.readOnlyTransaction, "unavailable"],
]);
/** No disk space, no memory; trouble of the operating system. */
const UNAVAILABLE_CLASS = /^(?:53|58)/;

const ADVICE: Readonly<Record<StorageFailure, string>> = {
  unreachable:
    "Check that PostgreSQL is running there and accepts connections from here; trying again later can help.",
  unavailable: "The server is there, and lacks what it needs at the moment; trying again later can help.",
  timeout: "The server took longer than the time limit; try again, or raise timeoutMs.",
  authentication: "Check user, password and database name.",
  permission: "Grant the role the right, or let a role that has it run `steptrace migrate`.",
  "not-migrated": "Run `steptrace migrate`, or call migrate(), on this database first.",
  "newer-schema": "Upgrade steptrace here to the version that migrated the database.",
  held: "Wait until the other process has ended, or use a PostgreSQL server.",
  closed: "The application closed its own database; open another one.",
  rejected: "The message of the database says what it refused.",
};

const LOCK_ADVICE = "Another transaction has the table locked: end it, or try again later.";
const TLS_ADVICE =
  "Check that the server offers TLS and has a certificate that this machine trusts, or choose another `ssl` (`sslmode` in a URL).";

/** What a PgBouncer says of a setting that it does not know, and the server behind it of another session's statement. */
const POOLED = /unsupported startup parameter|prepared statement "[^"]*" (?:does not|already) exist/i;
const POOLED_ADVICE =
  "It seems to be a PgBouncer in transaction mode: say so (`pgbouncer=true` in a URL, `prepare: false`).";

const NO_TLS_ADVICE =
  "It seems that the server does not offer TLS: switch it on there (`ssl = on`); or, where nobody can listen in between, " +
  "connect without it (`sslmode=disable` in a URL, `ssl: false`).";

/**
 * A driver's error as a StorageError; one of steptrace stays what it is.
 *
 * @param what what was tried, as in "Storing trace '…'"
 * @param target where, as in "localhost:5432/app"
 */
export function toStorageError(error: unknown, what: string, target: string): Error {
  const cause = driverError(error);
  if (isSteptraceError(cause)) return cause;
  const { code, message } = facts(cause);
  const sqlState = SQL_STATE.test(code) && !CONNECTION_CODES.has(code) ? code : undefined;
  const reason = reasonOf(code, sqlState, message);
  const advice = adviceFor(code, message, reason);
  return new StorageError(`${what} failed at ${target}: ${message}. ${advice}`, {
    reason,
    sqlState,
    cause,
  });
}

/** Drizzle wraps the driver's error in one whose message holds the statement and all its values: those stay out. */
export function driverError(error: unknown): unknown {
  return error instanceof Error && "query" in error && "params" in error && error.cause !== undefined
    ? error.cause
    : error;
}

/** The SQLSTATE of a driver's error; `undefined` where it has none. */
export function sqlStateOf(error: unknown): string | undefined {
  if (error instanceof StorageError) return error.sqlState;
  const { code } = facts(driverError(error));
  return SQL_STATE.test(code) ? code : undefined;
}

/** Whether an insert failed because no partition takes its row: such an error names no constraint. */
export function isMissingPartition(error: unknown): boolean {
  const cause = error instanceof StorageError ? error.cause : driverError(error);
  if (sqlStateOf(cause) !== SqlState.checkViolation) return false;
  const { constraint_name, constraint } = cause as {
    readonly constraint_name?: string;
    readonly constraint?: string;
  };
  return !constraint_name && !constraint;
}

function adviceFor(code: string, message: string, reason: StorageFailure): string {
  if (NO_TLS.test(message)) return NO_TLS_ADVICE;
  if (POOLED.test(message)) return POOLED_ADVICE;
  if (TLS_CODE.test(code)) return TLS_ADVICE;
  return code === SqlState.lockNotAvailable ? LOCK_ADVICE : ADVICE[reason];
}

function reasonOf(code: string, sqlState: string | undefined, message: string): StorageFailure {
  if (sqlState === undefined) {
    if (CONNECTION_CODES.has(code) || TLS_CODE.test(code)) return "unreachable";
    return REASON_BY_MESSAGE.find(([pattern]) => pattern.test(message))?.[1] ?? "rejected";
  }
  if (sqlState.startsWith("08") || sqlState.startsWith("57P")) return "unreachable";
  if (sqlState.startsWith("28")) return "authentication";
  return REASON_BY_STATE.get(sqlState) ?? (UNAVAILABLE_CLASS.test(sqlState) ? "unavailable" : "rejected");
}

/** A refused connection to a name with several addresses is an AggregateError, with the facts in its parts. */
function facts(error: unknown): { readonly code: string; readonly message: string } {
  if (!(error instanceof Error)) return { code: "", message: String(error) };
  const inner = error instanceof AggregateError && error.message === "" ? error.errors[0] : undefined;
  if (inner instanceof Error) return facts(inner);
  const code = "code" in error && typeof error.code === "string" ? error.code : "";
  return { code, message: error.message.replace(/\.$/, "") || code || error.name };
}
