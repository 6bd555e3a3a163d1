import { viewTrace } from "@steptrace/terminal";
import { NothingFoundError } from "../faults/nothing-found-error.js";
import { findStoredOrRunning } from "../find/find-stored-or-running.js";
import type { Connection } from "../store/connection.js";
import { formatJson } from "../terminal/format-json.js";
import { print } from "../terminal/print.js";
import { stdoutPage } from "../terminal/stdout-page.js";

export interface ShowOptions {
  readonly json?: true;
}

/**
 * Prints a trace.
 *
 * @param id as {@link findStoredOrRunning} takes it
 * @throws {NothingFoundError} where there is none
 * @throws {UsageError} where several are meant
 */
export async function show(
  connection: Connection,
  id: string | undefined,
  { json }: ShowOptions,
): Promise<void> {
  const trace = await findStoredOrRunning(connection, id).catch((error: unknown) => {
    if (json && error instanceof NothingFoundError) print("null");
    throw error;
  });
  print(json ? formatJson(trace) : viewTrace(trace, stdoutPage(), { moreHint: "see --json" }).join("\n"));
}
