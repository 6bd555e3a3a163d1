import { elapsedMs, type FailureExplanation } from "@steptrace/core";
import { limitsText, runsText } from "../anomalies/normal-text.js";
import { viewFindings } from "../anomalies/view-findings.js";
import type { Page } from "../page/page.js";
import { formatMilliseconds } from "../text/format-duration.js";
import { formatAge } from "../text/format-time.js";
import { stepPathText } from "../text/step-text.js";
import { visibleLines, visibleText } from "../text/visible-text.js";
import { wrapLines, wrapText } from "../text/wrap-text.js";
import { viewTitle } from "../trace/view-title.js";
import type { ViewTraceOptions } from "../trace/view-trace-options.js";
import { divergenceText } from "./divergence-text.js";
import { viewAlignedSteps } from "./view-aligned-steps.js";
import { viewMetadataDifferences } from "./view-metadata-differences.js";

const MARGIN = 2;
const MESSAGE_LINES = 6;

/** What happened in a failure, in a paragraph; then what was otherwise than in the last success, and than usual. */
export function viewExplanation(
  explanation: FailureExplanation,
  page: Page,
  options: ViewTraceOptions = {},
): readonly string[] {
  const { trace, comparison, findings, normal } = explanation;
  const metadata = comparison ? viewMetadataDifferences(comparison.metadata, page, options) : [];
  const limits = limitsText(normal);
  const blocks = [
    [viewTitle(trace, page), ...messageLines(explanation, page)],
    wrapText(storyText(explanation, page), page.width),
    comparison
      ? titled("Last success (A) and failure (B)", viewAlignedSteps(comparison.steps, page, options))
      : [],
    titled("Metadata, then and now", metadata),
    titled(`Out of the normal of ${runsText(normal, page)}`, viewFindings(findings, page, MARGIN)),
    limits === undefined ? [] : wrapText(limits, page.width),
  ];
  return blocks
    .filter((lines) => lines.length > 0)
    .flatMap((lines, index) => (index === 0 ? lines : ["", ...lines]));

  function titled(title: string, lines: readonly string[]): readonly string[] {
    return lines.length === 0 ? [] : [page.colors.bold(title), ...lines];
  }
}

function messageLines({ trace, failedStep }: FailureExplanation, { colors, width }: Page): readonly string[] {
  const message = (failedStep?.errorMessage ?? trace.errorMessage)?.trim();
  if (!message) return [];
  const lines = wrapLines(visibleLines(message), width - MARGIN, MESSAGE_LINES);
  return lines.map((line) => " ".repeat(MARGIN) + colors.red(line));
}

/** What can be said, sentence by sentence. */
function storyText(
  { trace, failedStep, comparison, findings, normal }: FailureExplanation,
  page: Page,
): string {
  const sentences = [
    failedStep === undefined
      ? trace.stepCount === 0
        ? "It has no steps."
        : "None of its steps failed."
      : `It failed in ${stepPathText(failedStep)}${failedStep.interrupted ? ", which had not ended when the trace did" : ""}.`,
  ];
  if (comparison === undefined)
    sentences.push("There is no success of this skill before it to compare it with.");
  else {
    const { a, firstDivergence } = comparison;
    const tookMs = elapsedMs(a) ?? a.totalDurationMs;
    const took = tookMs === undefined ? "" : `, in ${formatMilliseconds(tookMs)}`;
    sentences.push(
      `The last success before it was ${visibleText(a.traceId)}, ${formatAge(a.startedAt, page)}${took}.`,
      firstDivergence === undefined
        ? "Both did the same steps, and all ended alike."
        : divergenceText(firstDivergence, "the success", "the failure"),
    );
  }
  if (normal.isEnough && findings.length === 0)
    sentences.push(`Nothing else is out of the normal of ${runsText(normal, page)}.`);
  return sentences.join(" ");
}
