import { requireId, requireText } from "@steptrace/core";

/**
 * A skill name that a stored trace can have: longer ones are cut when they are stored, and characters that PostgreSQL
 * refuses are replaced.
 *
 * @throws {InvalidArgumentError} for any other
 */
export function requireSkillName(skillName: unknown): string {
  requireText("skillName", skillName);
  return requireId("skillName", skillName);
}
