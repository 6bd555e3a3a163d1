import { viewTrace } from "@steptrace/terminal";
import { NothingFoundError } from "../faults/nothing-found-error.js";
import { findRunning } from "../find/find-running.js";
import { findTrace } from "../find/find-trace.js";
import type { Connection } from "../store/connection.js";
import { withStore } from "../store/with-store.js";
import { formatJson } from "../terminal/format-json.js";
import { print } from "../terminal/print.js";
import { stdoutPage } from "../terminal/stdout-page.js";

export interface ShowOptions {
  readonly json?: true;
}

/**
 * Prints a trace.
 *
 * @param id as {@link findTrace} and {@link findRunning} take it
 * @throws {NothingFoundError} where there is none
 * @throws {UsageError} where several are meant
 */
export async function show(
  connection: Connection,
  id: string | undefined,
  { json }: ShowOptions,
): Promise<void> {
  const trace = await withStore(connection, (store) => findTrace(store, id)).catch(async (error: unknown) => {
    const isMeant = error instanceof NothingFoundError && id !== undefined;
    const running = isMeant ? await findRunning(connection, id) : undefined;
    if (running !== undefined) return running;
    if (json && error instanceof NothingFoundError) print("null");
    throw error;
  });
  print(json ? formatJson(trace) : viewTrace(trace, stdoutPage(), { moreHint: "see --json" }).join("\n"));
}
