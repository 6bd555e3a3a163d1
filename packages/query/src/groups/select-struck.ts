import { type Database, textArray } from "@steptrace/postgres-store";
import { type SQL, sql } from "drizzle-orm";
import { hashArray } from "../similar/similar-search.js";
import { momentText } from "../time-range.js";
import { type GroupSearch, withinGroups } from "./group-search.js";
import type { GroupTally } from "./group-tally.js";

const MOST_SKILLS = sql.raw("10");

/** How many failures of a group are in a slice, or of a skill. */
export interface StruckRow {
  readonly group: string;
  /** From 0; null in the row of a skill. */
  readonly slice: number | null;
  /** Null in the row of a slice. */
  readonly skill_name: string | null;
  readonly count: number;
  /** How many skills the group strikes; null in the row of a slice. */
  readonly skills: number | null;
}

/** The slices of groups, and the skills that they strike most: those that were tallied count as well. */
export function selectStruck(
  { table }: Pick<Database, "table">,
  search: GroupSearch,
  groups: readonly string[],
  tally: GroupTally,
): SQL {
  const [, ...bounds] = search.slices.map((start) => momentText(start.getTime()));
  return sql`
    WITH struck AS MATERIALIZED (
      SELECT failure_group, skill_name, width_bucket(started_at, ${textArray(bounds)}::text::timestamp[]) AS slice,
             count(*) AS failures
        FROM ${table} WHERE failure_group = ANY(${hashArray(groups)}) AND ${withinGroups(search)} GROUP BY 1, 2, 3
      ${unionTallied(groups, tally)}),
    by_skill AS (SELECT failure_group, skill_name, sum(failures) AS failures FROM struck GROUP BY 1, 2),
    placed AS (
      SELECT failure_group, skill_name, failures, count(*) OVER (PARTITION BY failure_group) AS skills,
             row_number() OVER (PARTITION BY failure_group ORDER BY failures DESC, skill_name COLLATE "C") AS place
        FROM by_skill)
    SELECT failure_group::text AS "group", slice, NULL::text AS skill_name, sum(failures)::float8 AS count, NULL::float8 AS skills
      FROM struck GROUP BY failure_group, slice
    UNION ALL
    (SELECT failure_group::text, NULL, skill_name, failures::float8, skills::float8
       FROM placed WHERE place <= ${MOST_SKILLS} ORDER BY place)`;
}

function unionTallied(groups: readonly string[], tally: GroupTally): SQL {
  const given = groups.flatMap((group) =>
    [...(tally.groups.get(group)?.skills ?? [])].flatMap(([skill, slices]) =>
      [...slices].map(([slice, count]) => ({ group, skill, slice, count })),
    ),
  );
  if (given.length === 0) return sql``;
  return sql`
    UNION ALL
    SELECT * FROM unnest(${textArray(given.map(({ group }) => group))}::text::bigint[],
                         ${textArray(given.map(({ skill }) => skill))}::text::text[],
                         ${textArray(given.map(({ slice }) => slice))}::text::integer[],
                         ${textArray(given.map(({ count }) => count))}::text::bigint[])`;
}
