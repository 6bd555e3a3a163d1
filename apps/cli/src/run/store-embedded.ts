import { existsSync } from "node:fs";
import { relative } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { commitTrace, errorText, type FinalTrace, StorageError } from "@steptrace/core";
import type { Connection } from "../store/connection.js";
import { databaseOptions } from "../store/database-config.js";
import { Spool } from "../store/spool.js";

/** How long a command's end waits for a store that another process has; its trace is kept either way. */
const WAIT_MS = 3000;
/** Between two looks at whether it has been given back: at first, and at last. */
const LOOK_MS = 50;
const MOST_LOOK_MS = 400;

/**
 * Stores a trace in the embedded store, or has it stored: it is kept in the spool first, and whoever has the store
 * takes it in from there, now or later.
 *
 * @param onFault hears of other traces in the spool that cannot be stored
 * @throws {StorageError} where it is not stored yet; the message says where it is kept
 */
export async function storeEmbedded(
  connection: Connection,
  trace: FinalTrace,
  onFault: (fault: unknown) => void,
): Promise<void> {
  const spool = new Spool(connection);
  // Kept there, it is as safe as in the store: the journal is done with it.
  const path = await commitTrace(trace, (whole) => spool.add(whole));
  const deadline = performance.now() + WAIT_MS;
  for (let lookMs = LOOK_MS; existsSync(path); lookMs = Math.min(lookMs * 2, MOST_LOOK_MS)) {
    try {
      return await storeSpooled(connection, spool, onFault);
    } catch (error) {
      if (!isHeld(error) || performance.now() >= deadline) throw keptError(path, error);
    }
    // Not all at the same moment: those who met would meet again.
    await sleep(lookMs * (0.5 + Math.random()));
  }
}

async function storeSpooled(
  connection: Connection,
  spool: Spool,
  onFault: (fault: unknown) => void,
): Promise<void> {
  const { TraceStorage } = await import("@steptrace/postgres-store");
  const config = { directory: connection.directory, waitMs: 0 };
  await using storage = new TraceStorage(config, databaseOptions(connection));
  await spool.storeAll(storage, onFault);
}

function isHeld(error: unknown): boolean {
  return error instanceof StorageError && error.reason === "held";
}

function keptError(path: string, cause: unknown): StorageError {
  const why = isHeld(cause)
    ? "Another process has the embedded store open."
    : `The embedded store could not be used: ${errorText(cause)}`;
  return new StorageError(
    `${why} The trace is kept in ${relative("", path)}; the next steptrace command that opens the store takes it in.`,
    { reason: isHeld(cause) ? "held" : "rejected", cause },
  );
}
