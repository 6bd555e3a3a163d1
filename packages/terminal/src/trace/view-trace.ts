import type { Trace } from "@steptrace/core";
import type { Page } from "../page/page.js";
import { cutText, fitText } from "../text/fit-text.js";
import { formatMilliseconds } from "../text/format-duration.js";
import { formatAge, formatTime } from "../text/format-time.js";
import { visibleLines, visibleText } from "../text/visible-text.js";
import { wrapLines } from "../text/wrap-text.js";
import { viewMetadata } from "./view-metadata.js";
import { viewTitle } from "./view-title.js";
import type { ViewTraceOptions } from "./view-trace-options.js";
import { viewWaterfall } from "./view-waterfall.js";

const MESSAGE_LINES = 12;
const INDENT = "  ";
const LABEL_WIDTH = 11;

/** A whole trace: what it was, why it failed, and its steps on the time axis. */
export function viewTrace(trace: Trace, page: Page, options: ViewTraceOptions = {}): readonly string[] {
  const fields = [...fieldLines(trace, page), ...viewMetadata(trace.metadata, LABEL_WIDTH, page, options)];
  const blocks = [
    [viewTitle(trace, page)],
    fields.map((line) => INDENT + line),
    messageLines(trace, page),
    viewWaterfall(trace, page, options),
  ];
  return blocks
    .filter((lines) => lines.length > 0)
    .flatMap((lines, index) => (index === 0 ? lines : ["", ...lines]));
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
