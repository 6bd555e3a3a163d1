import { cutText, type Page, viewSimilar } from "@steptrace/terminal";
import { visibleText } from "@steptrace/terminal/text";
import type { SimilarAnswer } from "./similar-answer.js";

const LEAD = "Failures like ";

/** The question, and under it the failures that are like it. */
export function viewAnswer({ question, failures }: SimilarAnswer, page: Page): readonly string[] {
  const asked = cutText(visibleText(question.trim()), page.width - LEAD.length);
  return [LEAD + page.colors.bold(asked), "", ...viewSimilar(failures, page)];
}
