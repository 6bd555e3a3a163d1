import type { SimilarFailure } from "@steptrace/query";
import type { Page } from "../terminal/page.js";
import { tableLines } from "../terminal/table.js";
import { cutText } from "../text/fit-text.js";
import { formatAge } from "../text/format-time.js";
import { visibleText } from "../text/visible-text.js";
import { wrapLines } from "../text/wrap-text.js";
import { markWords } from "./mark-words.js";

/** What was asked, and what is similar to it, best first. */
export interface SimilarAnswer {
  readonly question: string;
  readonly failures: readonly SimilarFailure[];
}

const BAR_WIDTH = 10;
const SCORE = 0;
const BAR = 1;
const SKILL = 2;
/** What the other columns take: score, bar, age and a UUID, with the gaps between them. */
const OTHER_COLUMNS = 68;
const LEAST_SKILL = 8;
const INDENT = " ".repeat(7);
const MESSAGE_LINES = 3;
/** Enough for the lines that are shown; a message may be 64 KiB. */
const LONGEST_MESSAGE = 1000;

/** The failures as a table, best first; under each its message, the words that the question has too highlighted. */
export function viewSimilar({ question, failures }: SimilarAnswer, page: Page): string {
  const { colors, width } = page;
  const lead = "Failures like ";
  const header = `${lead}${colors.bold(cutText(visibleText(question.trim()), width - lead.length))}`;
  const [titles = "", ...rows] = tableLines(
    [
      { title: "SCORE" },
      { title: "" },
      { title: "SKILL", maxWidth: Math.max(LEAST_SKILL, width - OTHER_COLUMNS) },
      { title: "STARTED" },
      { title: "TRACE" },
    ],
    failures.map(({ similarityScore, skillName, startedAt, traceId }) => [
      similarityScore.toFixed(2),
      barOf(similarityScore),
      visibleText(skillName),
      formatAge(startedAt, page),
      visibleText(traceId),
    ]),
    (cell, column, row) => (row === undefined ? colors.dim(cell) : paint(cell, column, page)),
  );
  const lines = rows.flatMap((line, row) => [line, ...messageLines(failures[row], page)]);
  return [header, "", titles, ...lines].join("\n");
}

function barOf(score: number): string {
  const full = Math.round(score * BAR_WIDTH);
  return "━".repeat(full) + "┄".repeat(BAR_WIDTH - full);
}

function paint(cell: string, column: number, { colors }: Page): string {
  if (column === BAR) return cell.replace(/━+/, colors.cyan).replace(/┄+/, colors.dim);
  return column === SCORE || column === SKILL ? colors.bold(cell) : cell;
}

function messageLines(failure: SimilarFailure | undefined, { colors, width }: Page): readonly string[] {
  if (failure === undefined) return [];
  const message = failure.errorMessage.slice(0, LONGEST_MESSAGE);
  const marked = markWords(message, new Set(failure.sharedTokens), colors.yellow);
  return wrapLines([marked], width - INDENT.length, MESSAGE_LINES).map((line) => INDENT + line);
}
