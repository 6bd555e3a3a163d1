import { elapsedMs, type TraceStatus } from "@steptrace/core";
import type { ListedTrace } from "../list/listed-trace.js";
import type { Page } from "../page/page.js";
import { paintStatus } from "../page/paint-status.js";
import { cutText } from "../text/fit-text.js";
import { formatMilliseconds } from "../text/format-duration.js";
import { visibleText } from "../text/visible-text.js";

const VERBS: Readonly<Record<TraceStatus, string>> = {
  success: "succeeded in",
  failed: "failed after",
  timeout: "timed out after",
  running: "is running",
};

/** How a trace ended, in a line: `docker-build failed after 307 ms`. */
export function viewTitle(trace: ListedTrace, { colors, width }: Page): string {
  const { skillName, status } = trace;
  const tookMs = elapsedMs(trace);
  const took = tookMs === undefined ? "" : ` ${formatMilliseconds(tookMs)}`;
  // The column allows other words in rows of other systems.
  const verb = (VERBS[status] ?? visibleText(status)) + took;
  const name = cutText(visibleText(skillName), width - verb.length - 1);
  return `${colors.bold(name)} ${paintStatus(status, colors)(verb)}`;
}
