import { StorageError } from "@steptrace/core";

/** What is tried when traces are stored, for messages. */
export const STORING = "Storing traces";

/**
 * A failure of {@link STORING}, as that of one trace.
 *
 * @param attempts how often it was tried
 */
export function storingError(error: unknown, traceId: string, attempts: number): unknown {
  if (!(error instanceof StorageError && error.message.startsWith(STORING))) return error;
  const { message, reason, sqlState, cause } = error;
  const tries = attempts > 1 ? ` It was tried ${attempts} times.` : "";
  return new StorageError(`Storing trace '${traceId}'${message.slice(STORING.length)}${tries}`, {
    reason,
    sqlState,
    cause,
  });
}
