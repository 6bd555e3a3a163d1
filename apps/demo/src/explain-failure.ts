import { isSteptraceError } from "@steptrace/core";
import { OptionsError } from "./options/read-options.js";
import { Interruption } from "./run/interruption.js";

const MISTAKE_OF_OURS = 1;
const WRONG_USE = 2;
const UNREACHABLE = 3;

/** Why the demo did not come to its end, for who called it. */
export interface Failure {
  readonly exitCode: number;
  /** Absent where the user has been told already. */
  readonly message?: string;
}

export function explainFailure(error: unknown): Failure {
  if (error instanceof OptionsError) return { exitCode: error.exitCode };
  if (error instanceof Interruption) return { exitCode: error.exitCode, message: error.message };
  if (isSteptraceError(error)) {
    const exitCode = error.code === "INVALID_ARGUMENT" ? WRONG_USE : UNREACHABLE;
    return { exitCode, message: error.message };
  }
  const text = error instanceof Error ? (error.stack ?? error.message) : String(error);
  return { exitCode: MISTAKE_OF_OURS, message: `The demo has a mistake of its own. ${text}` };
}
