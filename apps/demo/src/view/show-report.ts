import type { Report } from "../report/read-report.js";
import { showFailure } from "./show-failure.js";
import { showNewest } from "./show-newest.js";
import { showSkills } from "./show-skills.js";
import { showSlowest } from "./show-slowest.js";
import type { Terminal } from "./terminal.js";

/** The report as lines. */
export function showReport(report: Report, terminal: Terminal): readonly string[] {
  const { newest, slowest, skills, failure } = report;
  const sections: readonly (readonly [title: string, lines: readonly string[]])[] = [
    ["The newest traces", showNewest(newest, terminal)],
    ["Where the time of the slowest one went", slowest ? showSlowest(slowest, terminal) : []],
    ["How long each skill takes", showSkills(skills, terminal)],
    ["Failures like this one", failure ? showFailure(failure, terminal) : []],
  ];
  return sections.flatMap(([title, lines]) =>
    lines.length === 0 ? [] : ["", terminal.paint("bold", title), "", ...lines],
  );
}
