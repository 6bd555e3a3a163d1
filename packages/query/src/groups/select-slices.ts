import type { Database } from "@steptrace/postgres-store";
import { type SQL, sql } from "drizzle-orm";
import { hashArray } from "../literals.js";
import { literalMoment, momentText } from "../time-range.js";
import { type GroupSearch, withinGroups } from "./group-search.js";

/** How many failures of a group are in a slice of the range. */
export interface SliceRow {
  readonly group: string;
  /** From 0. */
  readonly slice: number;
  readonly count: number;
}

/**
 * The slices of groups that have failures, of those whose columns are filled in. Where each begins stands in the text of the
 * statement: an array that comes as a parameter would be read anew for each failure.
 */
export function selectSlices(
  { table }: Pick<Database, "table">,
  search: GroupSearch,
  groups: readonly string[],
): SQL {
  const [, ...inner] = search.slices.map((start) => literalMoment(momentText(start.getTime())));
  return sql`
    SELECT failure_group::text AS "group", width_bucket(started_at, ARRAY[${sql.join(inner, sql`, `)}]) AS slice,
           count(*)::float8 AS count
      FROM ${table} WHERE failure_group = ANY(${hashArray(groups)}) AND ${withinGroups(search)} GROUP BY failure_group, slice`;
}
