import type { SkillStatistics } from "../report/skill-statistics.js";
import { formatDuration } from "./format-duration.js";
import { type Cell, table } from "./table.js";
import type { Terminal } from "./terminal.js";

const TITLES: readonly Cell[] = [
  { text: "skill", style: "dim" },
  { text: "executions", style: "dim", align: "right" },
  { text: "failed", style: "dim", align: "right" },
  { text: "P50", style: "dim", align: "right" },
  { text: "P95", style: "dim", align: "right" },
];

/** A line for each skill: how often it ran, how often in vain, and how long it takes. */
export function showSkills(skills: readonly SkillStatistics[], terminal: Terminal): readonly string[] {
  return table([TITLES, ...skills.map(row)], terminal);
}

function row({ skillName, executions, failureRate, p50, p95 }: SkillStatistics): readonly Cell[] {
  return [
    { text: skillName },
    { text: String(executions), align: "right" },
    { text: `${Math.round(failureRate * 100)} %`, align: "right" },
    { text: formatDuration(p50), align: "right" },
    { text: formatDuration(p95), align: "right" },
  ];
}
