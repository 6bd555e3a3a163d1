import type { TraceStatus } from "@steptrace/core";
import { viewList } from "@steptrace/terminal";
import { NOTHING_STORED } from "../find/nothing-stored.js";
import type { Connection } from "../store/connection.js";
import { withStore } from "../store/with-store.js";
import { formatJson } from "../terminal/format-json.js";
import { print } from "../terminal/print.js";
import { stdoutPage } from "../terminal/stdout-page.js";
import { listRunning } from "./list-running.js";

export interface ListOptions {
  readonly skill?: string;
  readonly status?: TraceStatus;
  readonly since?: Date;
  readonly limit: number;
  readonly running?: true;
  readonly json?: true;
}

/** Prints the newest traces. */
export async function list(connection: Connection, options: ListOptions): Promise<void> {
  if (options.running) return listRunning(connection, options);
  const { skill, status, since, limit, json } = options;
  const traces = await withStore(connection, ({ query }) =>
    query.listTraces({
      limit,
      ...(skill !== undefined && { skillName: skill }),
      ...(status !== undefined && { status }),
      ...(since !== undefined && { startDate: since }),
    }),
  );
  const isFiltered = [skill, status, since].some((filter) => filter !== undefined);
  if (json) print(formatJson(traces));
  else if (traces.length === 0 && !isFiltered) print(NOTHING_STORED);
  else print(viewList(traces, stdoutPage()).join("\n"));
}
