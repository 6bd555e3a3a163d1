import {
  ContextError,
  InvalidArgumentError,
  JournalError,
  StorageError,
  type StorageFailure,
  TraceFinalizedError,
  UnknownExecutionError,
} from "@steptrace/core";
import { CommanderError } from "commander";
import { NothingFoundError } from "./nothing-found-error.js";
import { OutputError } from "./output-error.js";
import { UsageError } from "./usage-error.js";

/** What the program tells its caller; `run` tells its child's own code in place of these. */
export const ExitCode = {
  done: 0,
  /** The answer is "no": no such trace, nothing similar. */
  no: 1,
  /** Wrong use: of the command, or with a database that is not set up for it. */
  wrongUse: 2,
  /** A service is unreachable, does not answer, or refuses; the embedded store is held; the output cannot be written. */
  unavailable: 3,
  /** A bug of steptrace. */
  bug: 70,
} as const;

/** Failures that stay until somebody changes the command or the database's set-up; trying again is of no use. */
const SETUP_FAILURES: ReadonlySet<StorageFailure> = new Set([
  "authentication",
  "permission",
  "not-migrated",
  "newer-schema",
]);

/** What a command ends with that threw `error`. */
export function exitCodeOf(error: unknown): number {
  if (error instanceof CommanderError) return error.exitCode === 0 ? ExitCode.done : ExitCode.wrongUse;
  if (error instanceof NothingFoundError || isOver(error)) return ExitCode.no;
  if (error instanceof UsageError || error instanceof InvalidArgumentError) return ExitCode.wrongUse;
  if (error instanceof ContextError || error instanceof JournalError || error instanceof OutputError)
    return ExitCode.unavailable;
  if (error instanceof StorageError) {
    return SETUP_FAILURES.has(error.reason) ? ExitCode.wrongUse : ExitCode.unavailable;
  }
  return ExitCode.bug;
}

/** Whether there is no running trace of that name, or no longer. */
function isOver(error: unknown): boolean {
  return error instanceof UnknownExecutionError || error instanceof TraceFinalizedError;
}
