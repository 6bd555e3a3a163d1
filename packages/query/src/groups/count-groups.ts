import { GROUPED_LENGTH } from "@steptrace/core";
import { type Database, timestampText } from "@steptrace/postgres-store";
import { type SQL, sql } from "drizzle-orm";
import { readUnfilled } from "../similar/read-unfilled.js";
import { type GroupSearch, groupRows } from "./group-search.js";
import { GroupTally, type UnfilledFailure } from "./group-tally.js";
import { type CountRow, selectCounts } from "./select-counts.js";

/** No more of a message than says its group, and one character, by which it is known that there is more. */
export const UNFILLED_COLUMNS: SQL = sql`
  trace_id, ${timestampText(sql`started_at`)} AS started_at, skill_name,
  left(error_message, ${sql.raw(String(GROUPED_LENGTH + 1))}) AS error_message`;
/** How often groups are counted, where maintenance fills in failures meanwhile. */
const ATTEMPTS = 3;

/** The groups of an answer. */
export interface CountedGroups {
  readonly tally: GroupTally;
  readonly counted: readonly CountRow[];
}

/**
 * Counts the failures of each group. Anew where a failure that was tallied has been filled in meanwhile, and so
 * counted twice.
 *
 * @param pageSize failures that are read at a time, of those whose columns are not filled in
 */
export async function countGroups(
  database: Database,
  search: GroupSearch,
  pageSize: number,
): Promise<CountedGroups> {
  for (let attempt = 1; ; attempt += 1) {
    const tally = await tallyUnfilled(database, search, pageSize);
    const counted = await groupRows<CountRow>(database, selectCounts(database, search, tally));
    const isExact = counted[0] === undefined || counted[0].unfilled === tally.count;
    if (isExact || attempt === ATTEMPTS) return { tally, counted };
  }
}

/** Of all times, for a group may have been met before the range. */
async function tallyUnfilled(database: Database, search: GroupSearch, pageSize: number): Promise<GroupTally> {
  const tally = new GroupTally(search);
  const pages = readUnfilled<UnfilledFailure>(database, {
    columns: UNFILLED_COLUMNS,
    skillName: search.skillName,
    bounds: {},
    pageSize,
  });
  for await (const page of pages) for (const failure of page) tally.offer(failure);
  return tally;
}
