import { type Database, timestampText } from "@steptrace/postgres-store";
import { type SQL, sql } from "drizzle-orm";
import { hashArray } from "../literals.js";
import { literalMoment, momentText } from "../time-range.js";
import { type GroupSearch, ofSkill } from "./group-search.js";

/** When a group was met outside of the range, and next to the moment since when it is judged; null where it was not. */
export interface MomentsRow {
  readonly group: string;
  /** The first of all before the range. */
  readonly first_before: string | null;
  /** The last of all after the range. */
  readonly last_after: string | null;
  readonly last_before_since: string | null;
  readonly first_since: string | null;
}

/** Four places in the index of groups, for each of them. */
export function selectMoments(
  { table }: Pick<Database, "table">,
  search: GroupSearch,
  groups: readonly string[],
): SQL {
  const start = literalMoment(momentText(search.startDate.getTime()));
  const end = literalMoment(momentText(search.endDate.getTime() + 1));
  const since = literalMoment(momentText(search.since.getTime()));
  const moment = (condition: SQL, order: SQL): SQL =>
    timestampText(sql`
      (SELECT started_at FROM ${table}
        WHERE failure_group = wanted.failure_group AND ${condition} ${ofSkill(search)}
        ORDER BY started_at ${order} LIMIT 1)`);
  return sql`
    SELECT wanted.failure_group::text AS "group",
           ${moment(sql`started_at < ${start}`, sql`ASC`)} AS first_before,
           ${moment(sql`started_at >= ${end}`, sql`DESC`)} AS last_after,
           ${moment(sql`started_at < ${since}`, sql`DESC`)} AS last_before_since,
           ${moment(sql`started_at >= ${since} AND started_at < ${end}`, sql`ASC`)} AS first_since
      FROM unnest(${hashArray(groups)}) AS wanted (failure_group)`;
}
