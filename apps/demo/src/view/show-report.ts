import { type Page, viewGroups } from "@steptrace/terminal";
import type { Report } from "../report/read-report.js";
import { inset } from "./inset.js";
import { showExplanation } from "./show-explanation.js";
import { showFailure } from "./show-failure.js";
import { showNewest } from "./show-newest.js";
import { showSkills } from "./show-skills.js";
import { showSlowest } from "./show-slowest.js";

/** The report as lines. */
export function showReport(report: Report, page: Page): readonly string[] {
  const { newest, slowest, skills, groups, failure } = report;
  const explanation = failure?.explanation;
  const sections: readonly (readonly [title: string, lines: readonly string[]])[] = [
    ["The newest traces", showNewest(newest, page)],
    ["Where the time of the slowest one went", slowest ? showSlowest(slowest, page) : []],
    ["How long each skill takes", showSkills(skills, page)],
    ["What fails most", groups.length === 0 ? [] : inset(page, (narrower) => viewGroups(groups, narrower))],
    ["What was otherwise in a failure", explanation ? showExplanation(explanation, page) : []],
    ["Failures like this one", failure ? showFailure(failure, page) : []],
  ];
  return sections.flatMap(([title, lines]) =>
    lines.length === 0 ? [] : ["", page.colors.bold(title), "", ...lines],
  );
}
