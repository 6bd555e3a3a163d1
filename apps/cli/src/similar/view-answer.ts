import { cutText, type Page, viewSimilar } from "@steptrace/terminal";
import { visibleText } from "@steptrace/terminal/text";
import type { SimilarAnswer } from "./similar-answer.js";

/** The question, and under it the failures that are like it. */
export function viewAnswer(answer: SimilarAnswer, page: Page): readonly string[] {
  return view("Failures like ", answer, "", page);
}

/**
 * The question, and under it the failures that come nearest to it: none is as similar as it should be.
 *
 * @param min the score that none has
 */
export function viewNearest(answer: SimilarAnswer, min: number, page: Page): readonly string[] {
  return view("Nearest to ", answer, `; none is similar by ${min} or more`, page);
}

function view(
  lead: string,
  { question, failures }: SimilarAnswer,
  tail: string,
  page: Page,
): readonly string[] {
  const asked = cutText(visibleText(question.trim()), page.width - lead.length - tail.length);
  return [lead + page.colors.bold(asked) + tail, "", ...viewSimilar(failures, page)];
}
