import { viewAnomalies } from "@steptrace/terminal";
import { NothingFoundError } from "../faults/nothing-found-error.js";
import { parseSince } from "../options/parse-since.js";
import type { Connection } from "../store/connection.js";
import { withStore } from "../store/with-store.js";
import { formatJson } from "../terminal/format-json.js";
import { print } from "../terminal/print.js";
import { stdoutPage } from "../terminal/stdout-page.js";

export interface AnomaliesOptions {
  /** @default seven days ago */
  readonly since?: Date;
  readonly limit: number;
  readonly json?: true;
}

/**
 * Prints the traces of a skill that are out of its own normal.
 *
 * @throws {NothingFoundError} where the skill has too few successful runs to say what is normal
 */
export async function anomalies(
  connection: Connection,
  skillName: string,
  { since = parseSince("7d"), limit, json }: AnomaliesOptions,
): Promise<void> {
  const report = await withStore(connection, ({ query }) => query.anomalies({ skillName, since, limit }));
  const { normal } = report;
  if (json) print(formatJson(report));
  else if (normal.isEnough) print(viewAnomalies(report, stdoutPage()).join("\n"));
  if (normal.isEnough) return;
  throw new NothingFoundError(
    `What is normal for '${skillName}' cannot be said: that takes ${normal.minRuns} successful runs, and ${normal.runs} are stored. ` +
      "Run steptrace list to see what is stored.",
  );
}
