import { type Database, textArray } from "@steptrace/postgres-store";
import { type SQL, sql } from "drizzle-orm";
import { hashArray } from "../literals.js";
import { type GroupSearch, withinGroups } from "./group-search.js";
import type { GroupTally } from "./group-tally.js";

const MOST_SKILLS = sql.raw("10");

/** How many failures of a group a skill has. */
export interface SkillRow {
  readonly group: string;
  readonly skill_name: string;
  readonly count: number;
  /** How many skills have failures of the group. */
  readonly skills: number;
}

/** The skills that have most failures of groups, those that were tallied included. */
export function selectSkills(
  { table }: Pick<Database, "table">,
  search: GroupSearch,
  groups: readonly string[],
  tally: GroupTally,
): SQL {
  return sql`
    WITH met AS (
      SELECT failure_group, skill_name, count(*) AS failures
        FROM ${table} WHERE failure_group = ANY(${hashArray(groups)}) AND ${withinGroups(search)}
       GROUP BY failure_group, skill_name
      ${unionTallied(groups, tally)}),
    struck AS (SELECT failure_group, skill_name, sum(failures) AS failures FROM met GROUP BY failure_group, skill_name),
    placed AS (
      SELECT failure_group, skill_name, failures, count(*) OVER (PARTITION BY failure_group) AS skills,
             row_number() OVER (PARTITION BY failure_group ORDER BY failures DESC, skill_name COLLATE "C") AS place
        FROM struck)
    SELECT failure_group::text AS "group", skill_name, failures::float8 AS count, skills::float8 AS skills
      FROM placed WHERE place <= ${MOST_SKILLS} ORDER BY place`;
}

function unionTallied(groups: readonly string[], tally: GroupTally): SQL {
  const given = groups.flatMap((group) =>
    [...(tally.groups.get(group)?.skills ?? [])].map(([skill, count]) => ({ group, skill, count })),
  );
  if (given.length === 0) return sql``;
  return sql`
    UNION ALL
    SELECT hash::bigint, skill, failures::bigint
      FROM unnest(${textArray(given.map(({ group }) => group))}::text::text[],
                  ${textArray(given.map(({ skill }) => skill))}::text::text[],
                  ${textArray(given.map(({ count }) => count))}::text::text[]) AS given (hash, skill, failures)`;
}
