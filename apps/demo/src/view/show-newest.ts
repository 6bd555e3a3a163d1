import type { TraceSummary } from "@steptrace/query";
import { formatDuration } from "./format-duration.js";
import { oneLine } from "./one-line.js";
import { statusStyle } from "./status-style.js";
import { type Cell, table } from "./table.js";
import type { Terminal } from "./terminal.js";

/** A line for each trace: when, what, how it ended, how long it took and why it failed. */
export function showNewest(traces: readonly TraceSummary[], terminal: Terminal): readonly string[] {
  return table(traces.map(row), terminal);
}

function row(trace: TraceSummary): readonly Cell[] {
  const { startedAt, skillName, status, totalDurationMs = 0, errorMessage = "" } = trace;
  return [
    { text: startedAt.toTimeString().slice(0, 8), style: "dim" },
    { text: skillName },
    { text: status, style: statusStyle(status) },
    { text: formatDuration(totalDurationMs), align: "right" },
    { text: oneLine(errorMessage), style: "dim" },
  ];
}
