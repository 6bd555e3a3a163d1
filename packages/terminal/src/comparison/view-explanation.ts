import { elapsedMs, type FailureExplanation, type TraceComparison } from "@steptrace/core";
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
  const { bold } = page.colors;
  const steps = comparison ? viewAlignedSteps(comparison.steps, page, options) : [];
  const metadata = comparison ? viewMetadataDifferences(comparison.metadata, page, options) : [];
  const limits = limitsText(normal);
  const blocks: readonly (readonly string[])[] = [
    [viewTitle(trace, page), ...messageLines(explanation, page)],
    wrapText(storyText(explanation, page), page.width),
    steps.length === 0 ? [] : [bold("The last success (A) and the failure (B)"), ...steps],
    metadata.length === 0 ? [] : [bold("Metadata, then and now"), ...metadata],
    findings.length === 0
      ? []
      : [bold(`Out of the normal of ${runsText(normal, page)}`), ...viewFindings(findings, page, MARGIN)],
    limits === undefined ? [] : wrapText(limits, page.width),
  ];
  return blocks
    .filter((lines) => lines.length > 0)
    .flatMap((lines, index) => (index === 0 ? lines : ["", ...lines]));
}

function messageLines({ trace, failedStep }: FailureExplanation, { colors, width }: Page): readonly string[] {
  const message = (failedStep?.errorMessage ?? trace.errorMessage)?.trim();
  if (!message) return [];
  const lines = wrapLines(visibleLines(message), width - MARGIN, MESSAGE_LINES);
  return lines.map((line) => " ".repeat(MARGIN) + colors.red(line));
}

/** What can be said, sentence by sentence. */
function storyText(explanation: FailureExplanation, page: Page): string {
  const { comparison, findings, normal } = explanation;
  return [
    failedStepText(explanation),
    comparison === undefined
      ? "There is no success of its skill before it to compare it with."
      : successText(comparison, page),
    ...(normal.isEnough && findings.length === 0
      ? [`Nothing is out of the normal of ${runsText(normal, page)}.`]
      : []),
  ].join(" ");
}

function failedStepText({ trace, failedStep }: FailureExplanation): string {
  if (failedStep === undefined)
    return trace.stepCount === 0 ? "It has no steps." : "None of its steps failed.";
  const open = failedStep.interrupted === true ? ", which had not ended when the trace did" : "";
  return `It failed in ${stepPathText(failedStep)}${open}.`;
}

function successText({ a, firstDivergence }: TraceComparison, page: Page): string {
  const tookMs = elapsedMs(a) ?? a.totalDurationMs;
  const took = tookMs === undefined ? "" : `, in ${formatMilliseconds(tookMs)}`;
  const parting =
    firstDivergence === undefined
      ? "Both did the same steps, and all of them ended alike."
      : divergenceText(firstDivergence, "the success", "the failure");
  return `The last success before it was ${visibleText(a.traceId)}, ${formatAge(a.startedAt, page)}${took}. ${parting}`;
}
