import type { ComparedTrace, TraceComparison } from "@steptrace/core";
import type { Page } from "../page/page.js";
import { formatAge } from "../text/format-time.js";
import { visibleText } from "../text/visible-text.js";
import { wrapText } from "../text/wrap-text.js";
import { viewTitle } from "../trace/view-title.js";
import type { ViewTraceOptions } from "../trace/view-trace-options.js";
import { divergenceText } from "./divergence-text.js";
import { viewAlignedSteps } from "./view-aligned-steps.js";
import { viewMetadataDifferences } from "./view-metadata-differences.js";

/** Two traces side by side: what they were, what differs in a line, their steps, where they part, and their metadata. */
export function viewComparison(
  comparison: TraceComparison,
  page: Page,
  options: ViewTraceOptions = {},
): readonly string[] {
  const { a, b, firstDivergence, steps, metadata } = comparison;
  const differing = viewMetadataDifferences(metadata, page, options);
  const blocks = [
    [...traceLines("A", a, page), ...traceLines("B", b, page)],
    wrapText(summaryText(comparison), page.width),
    viewAlignedSteps(steps, page, options),
    firstDivergence === undefined ? [] : wrapText(divergenceText(firstDivergence, "A", "B"), page.width),
    differing.length === 0 ? [] : [page.colors.bold("Metadata"), ...differing],
  ];
  return blocks
    .filter((lines) => lines.length > 0)
    .flatMap((lines, index) => (index === 0 ? lines : ["", ...lines]));
}

const LEAD = 3;

function traceLines(letter: string, trace: ComparedTrace, page: Page): readonly string[] {
  const title = viewTitle(trace, { ...page, width: page.width - LEAD });
  const when = page.colors.dim(`${visibleText(trace.traceId)}  ${formatAge(trace.startedAt, page)}`);
  return [`${letter}  ${title}`, ...wrapText(when, page.width - LEAD).map((line) => " ".repeat(LEAD) + line)];
}

/** `1 step missing, 2 slower in B.` */
function summaryText({ missing, added, reordered, statusChanged, slower, faster }: TraceComparison): string {
  const lists: readonly (readonly [string, readonly unknown[]])[] = [
    ["missing", missing],
    ["added", added],
    ["reordered", reordered],
    ["of another status", statusChanged],
    ["slower", slower],
    ["faster", faster],
  ];
  const parts = lists
    .filter(([, list]) => list.length > 0)
    .map(([word, list]) => `${list.length.toLocaleString("en")} ${word}`);
  return parts.length === 0 ? "The steps are alike." : `Steps in B: ${parts.join(", ")}.`;
}
