import type { ViewListOptions } from "../list/view-list-options.js";
import type { Page } from "../page/page.js";
import { type Column, tableLines } from "../table.js";
import { cutText } from "../text/fit-text.js";
import { formatAge } from "../text/format-time.js";
import { visibleText } from "../text/visible-text.js";
import { wrapLines } from "../text/wrap-text.js";
import type { ListedFailure } from "./listed-failure.js";
import { markWords } from "./mark-words.js";

const BAR_WIDTH = 10;
const INDENT = " ".repeat(7);
const MESSAGE_LINES = 3;
/** Words; they stand in one line. */
const MOST_LACKING = 50;
/** Enough for the lines that are shown; a message may be 64 KiB. */
const LONGEST_MESSAGE = 1000;

/**
 * Failures as a table, best first as they come; under each its message, the words that the question has too highlighted, the
 * others dim; and the words of the question that it lacks.
 */
export function viewSimilar(
  failures: readonly ListedFailure[],
  page: Page,
  { ids = true }: ViewListOptions = {},
): readonly string[] {
  const { colors } = page;
  const paintBar = (bar: string): string => bar.replace(/━+/, colors.cyan).replace(/┄+/, colors.dim);
  const columns: readonly Column<ListedFailure>[] = [
    { title: "SCORE", text: ({ similarityScore }) => similarityScore.toFixed(2), paint: colors.bold },
    { title: "", text: ({ similarityScore }) => barOf(similarityScore), paint: paintBar },
    { title: "SKILL", text: ({ skillName }) => skillName, paint: colors.bold, flexible: true },
    { title: "STARTED", text: ({ startedAt }) => formatAge(startedAt, page) },
    ...(ids ? [{ title: "TRACE", text: ({ traceId }: ListedFailure) => traceId }] : []),
  ];
  return tableLines(columns, failures, page, (failure) => [
    ...messageLines(failure, page),
    ...lackingLines(failure, page),
  ]);
}

function barOf(score: number): string {
  const full = Math.round(score * BAR_WIDTH);
  return "━".repeat(full) + "┄".repeat(BAR_WIDTH - full);
}

function messageLines(failure: ListedFailure, { colors, width }: Page): readonly string[] {
  const message = failure.errorMessage.slice(0, LONGEST_MESSAGE);
  const marked = markWords(message, new Set(failure.sharedTokens), colors.yellow, colors.dim);
  return wrapLines([marked], width - INDENT.length, MESSAGE_LINES).map((line) => INDENT + line);
}

function lackingLines({ questionTokens }: ListedFailure, { colors, width }: Page): readonly string[] {
  if (questionTokens.length === 0) return [];
  const words = questionTokens.slice(0, MOST_LACKING).join(" ");
  const text = cutText(visibleText(`without: ${words}`), width - INDENT.length);
  return [INDENT + colors.dim(text)];
}
