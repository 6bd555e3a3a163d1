import type { TraceStatus } from "@steptrace/core";
import { viewList } from "@steptrace/terminal";
import type { Connection } from "../store/connection.js";
import { withStore } from "../store/with-store.js";
import { formatJson } from "../terminal/format-json.js";
import { complain, print } from "../terminal/print.js";
import { stdoutPage } from "../terminal/stdout-page.js";
import { collectTraces } from "./collect-traces.js";

export interface ListOptions {
  readonly skill?: string;
  readonly status?: TraceStatus;
  readonly since?: Date;
  readonly limit: number;
  readonly json?: true;
}

/** Prints the newest traces. */
export async function list(connection: Connection, options: ListOptions): Promise<void> {
  const { skill, status, since, limit, json } = options;
  const { traces, lookedAt } = await withStore(connection, ({ query }) => {
    const startDate = since ?? new Date(0);
    const read = (most: number) =>
      skill === undefined
        ? query.listTraces({ limit: most })
        : query.queryBySkill(skill, { startDate, limit: most });
    return collectTraces(read, { status, since }, limit);
  });
  print(json ? formatJson(traces) : viewList(traces, stdoutPage()).join("\n"));
  if (lookedAt !== undefined)
    complain(`only the newest ${lookedAt} traces were looked at; older ones may match too`);
}
