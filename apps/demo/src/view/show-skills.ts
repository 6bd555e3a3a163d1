import { type Column, type Page, tableLines } from "@steptrace/terminal";
import { formatMilliseconds } from "@steptrace/terminal/text";
import type { SkillStatistics } from "../report/skill-statistics.js";
import { inset } from "./inset.js";

const COLUMNS: readonly Column<SkillStatistics>[] = [
  { title: "SKILL", text: ({ skillName }) => skillName },
  { title: "EXECUTIONS", text: ({ executions }) => String(executions), align: "right" },
  { title: "FAILED", text: ({ failureRate }) => `${Math.round(failureRate * 100)} %`, align: "right" },
  { title: "P50", text: ({ p50 }) => formatMilliseconds(p50), align: "right" },
  { title: "P95", text: ({ p95 }) => formatMilliseconds(p95), align: "right" },
];

/** A line for each skill: how often it ran, how often in vain, and how long it takes. */
export function showSkills(skills: readonly SkillStatistics[], page: Page): readonly string[] {
  return inset(page, (narrower) => tableLines(COLUMNS, skills, narrower));
}
