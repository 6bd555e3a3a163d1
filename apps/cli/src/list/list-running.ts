import type { Trace } from "@steptrace/core";
import { viewList } from "@steptrace/terminal";
import { withJournal } from "../journal/with-journal.js";
import type { Connection } from "../store/connection.js";
import { formatJson } from "../terminal/format-json.js";
import { print } from "../terminal/print.js";
import { stdoutPage } from "../terminal/stdout-page.js";
import type { ListOptions } from "./list.js";

/** Prints the traces that run now, newest first. */
export async function listRunning(connection: Connection, options: ListOptions): Promise<void> {
  const { skill, since, limit, json } = options;
  const operations = await import("@steptrace/operations");
  const running = await withJournal(connection, operations.listRunning);
  const traces = running
    .map(({ trace }) => trace)
    .filter(
      ({ skillName, startedAt }) => (skill ?? skillName) === skillName && startedAt >= (since ?? startedAt),
    )
    .sort((a, b) => b.startedAt.getTime() - a.startedAt.getTime())
    .slice(0, limit);
  print(json ? formatJson(traces.map(withoutSteps)) : lines(traces).join("\n"));
}

function lines(traces: readonly Trace[]): readonly string[] {
  return traces.length === 0 ? ["No trace is running."] : viewList(traces, stdoutPage());
}

/** As in every list. */
function withoutSteps({ steps: _, metadata: __, ...listed }: Trace): object {
  return listed;
}
