import type { Trace } from "@steptrace/core";
import { formatDuration } from "./format-duration.js";
import { statusStyle } from "./status-style.js";
import { type Cell, table } from "./table.js";
import type { Terminal } from "./terminal.js";
import { waterfall } from "./waterfall.js";

/** A trace, step by step. */
export function showSlowest(trace: Trace, terminal: Terminal): readonly string[] {
  const { skillName, status, totalDurationMs = 0, executionId = "" } = trace;
  const head: readonly Cell[] = [
    { text: skillName },
    { text: status, style: statusStyle(status) },
    { text: formatDuration(totalDurationMs) },
    { text: executionId, style: "dim" },
  ];
  return [...table([head], terminal), "", ...waterfall(trace, terminal)];
}
