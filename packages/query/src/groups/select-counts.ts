import { type Database, textArray, timestampText } from "@steptrace/postgres-store";
import { type SQL, sql } from "drizzle-orm";
import { literalMoment, momentText } from "../time-range.js";
import { type GroupOrder, type GroupSearch, ofSkill, withinGroups } from "./group-search.js";
import type { GroupTally, TalliedGroup } from "./group-tally.js";

/** How often a group was met in range, and when. */
export interface CountRow {
  readonly group: string;
  readonly count: number;
  readonly first: string;
  readonly last: string;
  /** How many of the failures that were tallied lack their columns still. */
  readonly unfilled: number;
}

/** Newest first, what is equal by count, and that by the hash: the answer never depends on a plan. */
const ORDERS: Readonly<Record<GroupOrder, SQL>> = {
  count: sql`failures DESC, last DESC, failure_group`,
  lastSeen: sql`last_seen DESC, failures DESC, failure_group`,
  firstSeen: sql`first_seen DESC, failures DESC, failure_group`,
};

/**
 * The groups of an answer: counts all failures in range, those included that were tallied. Reads the index of groups alone, as
 * far as the table was vacuumed.
 */
export function selectCounts(
  { table }: Pick<Database, "table">,
  search: GroupSearch,
  tally: GroupTally,
): SQL {
  return sql`
    WITH met AS (
      SELECT failure_group, count(*) AS failures, min(started_at) AS first, max(started_at) AS last,
             min(started_at) AS first_of_all, max(started_at) AS last_of_all
        FROM ${table} WHERE failure_group IS NOT NULL AND ${withinGroups(search)} GROUP BY failure_group
      ${unionTallied(tally)}),
    grouped AS (
      SELECT failure_group, sum(failures) AS failures, min(first) AS first, max(last) AS last,
             min(first_of_all) AS first_of_all, max(last_of_all) AS last_of_all
        FROM met GROUP BY failure_group HAVING sum(failures) > 0)
    SELECT failure_group::text AS "group", failures::float8 AS count, ${timestampText(sql`first`)} AS first,
           ${timestampText(sql`last`)} AS last, ${countTallied(table, search, tally)} AS unfilled
      FROM (SELECT grouped.*, ${seenColumns(table, search)} FROM grouped) AS seen
     ORDER BY ${ORDERS[search.orderBy]} LIMIT ${search.limit}`;
}

function unionTallied({ groups }: GroupTally): SQL {
  if (groups.size === 0) return sql``;
  const tallied = [...groups.values()];
  const column = (value: (group: TalliedGroup) => string | number | undefined): SQL =>
    sql`${textArray(tallied.map((group) => value(group) ?? null))}::text::text[]`;
  return sql`
    UNION ALL
    SELECT given.hash::bigint, given.failures::bigint, given.first::timestamp, given.last::timestamp,
           given.first_of_all::timestamp, given.last_of_all::timestamp
      FROM unnest(${textArray([...groups.keys()])}::text::text[], ${column(({ count }) => count)},
                  ${column(({ first }) => first)}, ${column(({ last }) => last)},
                  ${column(({ firstOfAll }) => firstOfAll)}, ${column(({ lastOfAll }) => lastOfAll)})
           AS given (hash, failures, first, last, first_of_all, last_of_all)`;
}

/** What is ordered by needs to be known of each group, also outside of the range; the rest, of those in the answer alone. */
function seenColumns(table: Database["table"], search: GroupSearch): SQL {
  if (search.orderBy === "count") return sql`NULL`;
  const isFirst = search.orderBy === "firstSeen";
  const outside = isFirst
    ? sql`started_at < ${literalMoment(momentText(search.startDate.getTime()))}`
    : sql`started_at >= ${literalMoment(momentText(search.endDate.getTime() + 1))}`;
  const beyond = sql`
    (SELECT started_at FROM ${table}
      WHERE failure_group = grouped.failure_group AND ${outside} ${ofSkill(search)}
      ORDER BY started_at ${isFirst ? sql`` : sql`DESC`} LIMIT 1)`;
  return isFirst
    ? sql`least(first_of_all, ${beyond}) AS first_seen`
    : sql`greatest(last_of_all, ${beyond}) AS last_seen`;
}

/**
 * Of what was tallied, as much as lacks its columns still: what maintenance has filled in meanwhile, at the moment of this
 * statement, is counted twice.
 */
function countTallied(table: Database["table"], search: GroupSearch, { newest }: GroupTally): SQL {
  if (newest === undefined) return sql`0`;
  return sql`
    (SELECT count(*)::float8 FROM ${table}
      WHERE status IN ('failed', 'timeout') AND error_message IS NOT NULL AND failure_signature IS NULL
        AND started_at <= ${literalMoment(newest.started_at)}
        AND (started_at, trace_id) <= (${literalMoment(newest.started_at)}, ${newest.trace_id}) ${ofSkill(search)})`;
}
