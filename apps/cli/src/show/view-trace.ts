import type { Trace, TraceStatus } from "@steptrace/core";
import type { Page } from "../terminal/page.js";
import { paintStatus } from "../terminal/paint-status.js";
import { cutText, fitText } from "../text/fit-text.js";
import { formatMilliseconds } from "../text/format-duration.js";
import { formatAge, formatTime } from "../text/format-time.js";
import { visibleLines, visibleText } from "../text/visible-text.js";
import { wrapLines } from "../text/wrap-text.js";
import { viewMetadata } from "./view-metadata.js";
import { viewWaterfall } from "./view-waterfall.js";

const MESSAGE_LINES = 12;
const INDENT = "  ";
const LABEL_WIDTH = 11;

const VERBS: Readonly<Record<TraceStatus, string>> = {
  success: "succeeded in",
  failed: "failed after",
  timeout: "timed out after",
  running: "is running",
};

/** A whole trace: what it was, why it failed, and its steps on the time axis. */
export function viewTrace(trace: Trace, page: Page): string {
  const blocks = [
    [titleLine(trace, page)],
    [...fieldLines(trace, page), ...viewMetadata(trace.metadata, LABEL_WIDTH, page)].map(
      (line) => INDENT + line,
    ),
    messageLines(trace, page),
    viewWaterfall(trace, page),
  ];
  return blocks
    .filter((lines) => lines.length > 0)
    .map((lines) => lines.join("\n"))
    .join("\n\n");
}

function titleLine({ skillName, status, startedAt, completedAt }: Trace, { colors, width }: Page): string {
  const tookMs = (completedAt?.getTime() ?? Number.NaN) - startedAt.getTime();
  const took = Number.isNaN(tookMs) ? "" : ` ${formatMilliseconds(Math.max(0, tookMs))}`;
  // The column allows other words in rows of other systems.
  const verb = (VERBS[status] ?? visibleText(status)) + took;
  const name = cutText(visibleText(skillName), width - verb.length - 1);
  return `${colors.bold(name)} ${paintStatus(status, colors)(verb)}`;
}

function fieldLines(trace: Trace, page: Page): readonly string[] {
  const { traceId, executionId, startedAt, completedAt } = trace;
  const fields: readonly (readonly [string, string | undefined])[] = [
    ["trace", visibleText(traceId)],
    ["execution", executionId && visibleText(executionId)],
    ["started", `${formatTime(startedAt, page)} (${formatAge(startedAt, page)})`],
    ["ended", completedAt && formatTime(completedAt, page)],
    ["steps", stepsText(trace)],
    ["recovered", trace.metadata["interrupted"] === true ? "yes: its process ended without it" : undefined],
  ];
  return fields.flatMap(([label, value]) =>
    value === undefined
      ? []
      : [
          page.colors.dim(fitText(label, LABEL_WIDTH)) +
            cutText(value, page.width - LABEL_WIDTH - INDENT.length),
        ],
  );
}

function stepsText({ steps, totalDurationMs }: Trace): string {
  const failed = steps.filter(({ status }) => status === "failed").length;
  const parts = [
    steps.length.toLocaleString("en"),
    ...(failed > 0 ? [`${failed} failed`] : []),
    ...(totalDurationMs === undefined ? [] : [`${formatMilliseconds(totalDurationMs)} in all`]),
  ];
  return parts.join(", ");
}

/** Why the trace failed; nothing where the step says it already. */
function messageLines({ errorMessage, steps }: Trace, { colors, width }: Page): readonly string[] {
  if (!errorMessage?.trim() || steps.some((step) => step.errorMessage === errorMessage)) return [];
  const lines = visibleLines(errorMessage.trim());
  return wrapLines(lines, width - INDENT.length, MESSAGE_LINES).map((line) => INDENT + colors.red(line));
}
