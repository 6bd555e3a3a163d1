import type { MetadataComparison, MetadataDifference } from "@steptrace/core";
import type { Page } from "../page/page.js";
import { cutText } from "../text/fit-text.js";
import { visibleText } from "../text/visible-text.js";
import { moreText } from "../trace/more-text.js";
import type { ViewTraceOptions } from "../trace/view-trace-options.js";

const MOST = 20;
const MARGIN = "  ";

/** What differs in the metadata of two traces, a line each: `git.branch: "main" → "dev"`. Empty where nothing does. */
export function viewMetadataDifferences(
  { differences, more = 0 }: MetadataComparison,
  { colors, width }: Page,
  options: ViewTraceOptions = {},
): readonly string[] {
  const shown = differences
    .slice(0, MOST)
    .map((difference) => cutText(textOf(difference), width - MARGIN.length));
  const hidden = differences.length - shown.length + more;
  const rest = hidden > 0 ? [colors.dim(moreText(hidden, options))] : [];
  return [...shown, ...rest].map((line) => MARGIN + line);
}

function textOf({ path, a, b }: MetadataDifference): string {
  const key = visibleText(path.join("."));
  return `${key}: ${a === undefined ? "(none)" : visibleText(a)} → ${b === undefined ? "(none)" : visibleText(b)}`;
}
