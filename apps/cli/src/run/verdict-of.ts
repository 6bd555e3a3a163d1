import type { FinalStatus } from "@steptrace/core";
import { formatMilliseconds } from "@steptrace/terminal/text";
import type { ChildOutcome } from "./child-outcome.js";

/** How a command's trace ends. */
export interface Verdict {
  readonly status: FinalStatus;
  /** Absent on success. */
  readonly errorMessage?: string;
}

/** The status of a command's trace, and why it failed: what the command said of it on standard error, if anything. */
export function verdictOf(outcome: ChildOutcome, timeoutMs: number | undefined): Verdict {
  const { startError, timedOut, received, signal, exitCode, errorLines } = outcome;
  if (startError !== undefined) return failed(startError.message);
  if (timedOut) {
    const limit = formatMilliseconds(timeoutMs ?? 0);
    return { status: "timeout", errorMessage: [`Timed out after ${limit}`, ...errorLines].join("\n") };
  }
  // Also after a signal that it was told: a command that ends in order has done what it was asked.
  if (exitCode === 0) return { status: "success" };
  if (received !== undefined) return failed(`Interrupted by ${received}`, ...errorLines);
  if (signal !== undefined) return failed(`Killed by ${signal}`, ...errorLines);
  return errorLines.length > 0 ? failed(...errorLines) : failed(`Exited with code ${exitCode}`);
}

function failed(...lines: readonly string[]): Verdict {
  return { status: "failed", errorMessage: lines.join("\n") };
}
