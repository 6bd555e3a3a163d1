import type { Page } from "@steptrace/terminal";
import { formatMilliseconds } from "@steptrace/terminal/text";
import { total } from "../run/outcomes.js";
import type { RunResult } from "../run/run-executions.js";
import { formatOutcomes } from "./format-outcomes.js";

/** What the run came to, in a line. */
export function showRun({ outcomes, durationMs }: RunResult, { colors }: Page): string {
  const count = total(outcomes);
  const executions = colors.bold(`${count} ${count === 1 ? "execution" : "executions"}`);
  return `${executions} in ${formatMilliseconds(durationMs)}: ${formatOutcomes(outcomes, colors)}`;
}
