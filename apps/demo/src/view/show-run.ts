import { total } from "../run/outcomes.js";
import type { RunResult } from "../run/run-executions.js";
import { formatDuration } from "./format-duration.js";
import { formatOutcomes } from "./format-outcomes.js";
import type { Terminal } from "./terminal.js";

/** What the run came to, in a line. */
export function showRun({ outcomes, durationMs }: RunResult, { paint }: Terminal): string {
  const executions = paint(
    "bold",
    `${total(outcomes)} ${total(outcomes) === 1 ? "execution" : "executions"}`,
  );
  return `${executions} in ${formatDuration(durationMs)}: ${formatOutcomes(outcomes, paint)}`;
}
