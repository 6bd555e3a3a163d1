import type { Trace } from "@steptrace/core";
import { NothingFoundError } from "../faults/nothing-found-error.js";
import type { Connection } from "../store/connection.js";
import { withStore } from "../store/with-store.js";
import { findRunning } from "./find-running.js";
import { findTrace } from "./find-trace.js";

/**
 * The stored trace that is meant by an id, as {@link findTrace} finds it; else the running one, as {@link findRunning} does.
 *
 * @param id absent: the newest stored trace
 * @throws {NothingFoundError} where there is none
 * @throws {UsageError} where several are meant
 */
export async function findStoredOrRunning(connection: Connection, id: string | undefined): Promise<Trace> {
  try {
    return await withStore(connection, (store) => findTrace(store, id));
  } catch (error) {
    const isMeant = error instanceof NothingFoundError && id !== undefined;
    const running = isMeant ? await findRunning(connection, id) : undefined;
    if (running !== undefined) return running;
    throw error;
  }
}
