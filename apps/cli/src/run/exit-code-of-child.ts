import { constants } from "node:os";
import type { ChildOutcome } from "./child-outcome.js";

const TIMED_OUT = 124;
const NOT_EXECUTABLE = 126;
const NOT_FOUND = 127;
const SIGNAL_BASE = 128;

/** The code that tells the caller how the command ended, as a shell and timeout(1) would. */
export function exitCodeOfChild({ startError, timedOut, signal, exitCode = 0 }: ChildOutcome): number {
  if (startError !== undefined) return startError.code === "ENOENT" ? NOT_FOUND : NOT_EXECUTABLE;
  if (timedOut) return TIMED_OUT;
  return signal === undefined ? exitCode : SIGNAL_BASE + constants.signals[signal];
}
