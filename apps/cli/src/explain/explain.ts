import type { FailureExplanation } from "@steptrace/core";
import { viewExplanation } from "@steptrace/terminal";
import { UsageError } from "../faults/usage-error.js";
import { findTrace } from "../find/find-trace.js";
import type { Connection } from "../store/connection.js";
import { type Store, withStore } from "../store/with-store.js";
import { formatJson } from "../terminal/format-json.js";
import { print } from "../terminal/print.js";
import { stdoutPage } from "../terminal/stdout-page.js";

export interface ExplainOptions {
  readonly json?: true;
}

/**
 * Prints what was otherwise in a failure than in the last success before it, and than usual.
 *
 * @param id as {@link findTrace} takes it
 * @throws {NothingFoundError} where there is none
 * @throws {UsageError} where several are meant, or a trace that did not fail
 */
export async function explain(connection: Connection, id: string, { json }: ExplainOptions): Promise<void> {
  const explanation = await withStore(connection, (store) => ask(store, id));
  print(
    json
      ? formatJson(explanation)
      : viewExplanation(explanation, stdoutPage(), { moreHint: "see --json" }).join("\n"),
  );
}

async function ask(store: Store, id: string): Promise<FailureExplanation> {
  const { traceId, status } = await findTrace(store, id);
  const didFail = status === "failed" || status === "timeout";
  const explanation = didFail ? await store.query.explainFailure(traceId) : undefined;
  if (explanation !== undefined) return explanation;
  throw new UsageError(
    `Expected a trace that failed; the status of trace '${traceId}' is ${status}. ` +
      "Run steptrace list --status failed to see those that did.",
  );
}
