import { viewTrace } from "@steptrace/terminal";
import { NothingFoundError } from "../faults/nothing-found-error.js";
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
 * @throws {NothingFoundError} where none has that id
 */
export async function show(connection: Connection, id: string, { json }: ShowOptions): Promise<void> {
  const trace = await withStore(connection, ({ storage }) => storage.getTrace(id));
  if (trace === undefined) {
    if (json) print("null");
    throw new NothingFoundError(
      `No trace has the id '${id}'. Run steptrace list to see those that are stored; running ones are not yet.`,
    );
  }
  print(json ? formatJson(trace) : viewTrace(trace, stdoutPage(), { moreHint: "see --json" }).join("\n"));
}
