import type { SkillStats } from "@steptrace/query";
import { type Page, viewStatsList } from "@steptrace/terminal";
import { inset } from "./inset.js";

/** A line for each skill: how often it ran, how often in vain, and how long it takes. */
export function showSkills(skills: readonly SkillStats[], page: Page): readonly string[] {
  const listed = skills.map((skill) => ({ ...skill, columns: [] }));
  return inset(page, (narrower) => viewStatsList(listed, narrower));
}
