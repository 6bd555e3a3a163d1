import { cutText, type Page, viewSimilar } from "@steptrace/terminal";
import { visibleText } from "@steptrace/terminal/text";
import type { FailureReport } from "../report/read-report.js";
import { inset } from "./inset.js";

/** A failure, and those like it, with the words that they share marked. */
export function showFailure({ trace, similar }: FailureReport, page: Page): readonly string[] {
  return inset(page, (narrower) => {
    const { colors, width } = narrower;
    const skill = `${visibleText(trace.skillName)}  `;
    const message = cutText(visibleText(trace.errorMessage ?? ""), width - skill.length);
    const answers =
      similar.length === 0
        ? ["It is the only one of its kind."]
        : viewSimilar(similar, narrower, { ids: false });
    return [colors.bold(skill) + colors.red(message), "", ...answers];
  });
}
