import type { FailureExplanation } from "@steptrace/core";
import { type Page, viewExplanation } from "@steptrace/terminal";
import { inset } from "./inset.js";

/** What happened in a failure, and what was otherwise than in the last success before it. */
export function showExplanation(explanation: FailureExplanation, page: Page): readonly string[] {
  return inset(page, (narrower) => viewExplanation(explanation, narrower));
}
