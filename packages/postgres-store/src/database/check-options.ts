import { InvalidArgumentError } from "@steptrace/core";
import type { DatabaseOptions } from "./database-config.js";

/** The longest time that a timer takes; a longer one would fire at once. */
const MAX_TIMEOUT_MS = 2_147_483_647;
/** What PostgreSQL keeps of an identifier. */
const MAX_IDENTIFIER_BYTES = 63;

/** @throws {InvalidArgumentError} for an option that cannot be */
export function checkOptions(options: DatabaseOptions): void {
  const { schema, prepare, max, timeoutMs } = options;
  if (schema !== undefined && !isIdentifier(schema)) {
    throw new InvalidArgumentError("schema", `a name of 1 to ${MAX_IDENTIFIER_BYTES} bytes`, schema);
  }
  if (prepare !== undefined && typeof prepare !== "boolean") {
    throw new InvalidArgumentError("prepare", "true or false", prepare);
  }
  if (max !== undefined && (!Number.isSafeInteger(max) || max < 1)) {
    throw new InvalidArgumentError("max", "an integer of 1 or more", max);
  }
  if (timeoutMs !== undefined && !isTimeout(timeoutMs)) {
    throw new InvalidArgumentError(
      "timeoutMs",
      `a number of milliseconds above 0, at most ${MAX_TIMEOUT_MS}`,
      timeoutMs,
    );
  }
}

function isTimeout(value: unknown): boolean {
  return typeof value === "number" && value > 0 && value <= MAX_TIMEOUT_MS;
}

function isIdentifier(name: unknown): name is string {
  if (typeof name !== "string" || name.includes("\u0000")) return false;
  const bytes = Buffer.byteLength(name);
  return bytes >= 1 && bytes <= MAX_IDENTIFIER_BYTES;
}
