import { compareTraces } from "@steptrace/core";
import { viewComparison } from "@steptrace/terminal";
import { findTrace } from "../find/find-trace.js";
import type { Connection } from "../store/connection.js";
import { withStore } from "../store/with-store.js";
import { formatJson } from "../terminal/format-json.js";
import { print } from "../terminal/print.js";
import { stdoutPage } from "../terminal/stdout-page.js";

export interface CompareOptions {
  readonly json?: true;
}

/**
 * Prints two traces side by side.
 *
 * @param idA as {@link findTrace} takes it
 * @throws {NothingFoundError} where there is none
 * @throws {UsageError} where several are meant
 */
export async function compare(
  connection: Connection,
  idA: string,
  idB: string,
  { json }: CompareOptions,
): Promise<void> {
  const comparison = await withStore(connection, async (store) =>
    compareTraces(await findTrace(store, idA), await findTrace(store, idB)),
  );
  print(
    json
      ? formatJson(comparison)
      : viewComparison(comparison, stdoutPage(), { moreHint: "see --json" }).join("\n"),
  );
}
