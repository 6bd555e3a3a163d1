import { InvalidArgumentError } from "@steptrace/core";
import type { WriterLimits } from "../writer/trace-writer.js";

const MEBI = 1024 * 1024;

/** How traces wait to be stored. */
export interface WriterOptions {
  /**
   * Milliseconds from the call of `finalizeTrace` on, in which failures that may pass are met by trying again: no
   * connection, no answer, no disk space, a lock. 0 for no second attempt. @default 10000
   */
  readonly retryForMs?: number;
  /** Traces that wait in memory to be stored, those under way included; when there are more, callers wait. @default 10000 */
  readonly queuedTraces?: number;
  /** Characters that these have together, about. @default 67108864 */
  readonly queuedLength?: number;
}

/**
 * The given options over the defaults.
 *
 * @throws {InvalidArgumentError} where one is out of its range
 */
export function resolveWriterOptions(options: WriterOptions): WriterLimits {
  const { retryForMs = 10_000, queuedTraces = 10_000, queuedLength = 64 * MEBI } = options;
  if (!(retryForMs >= 0)) {
    throw new InvalidArgumentError("retryForMs", "a number of milliseconds, 0 or more", retryForMs);
  }
  requirePositive("queuedTraces", queuedTraces);
  requirePositive("queuedLength", queuedLength);
  return { retryForMs, rows: queuedTraces, length: queuedLength };
}

function requirePositive(name: string, value: number): void {
  if (Number.isSafeInteger(value) && value > 0) return;
  throw new InvalidArgumentError(name, "an integer of 1 or more", value);
}
