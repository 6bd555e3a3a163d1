import { decodeTrace, type Trace, type TraceRow } from "@steptrace/core";
import type { Database } from "@steptrace/postgres-store";
import { type RunFilter, selectRuns } from "./select-runs.js";

/** Some 40 MB where each run has ten thousand steps, and mostly far less. */
const PAGE_SIZE = 25;
/** How many rows are looked at for a page, of whatever status. */
const MOST_EXAMINED = 100_000;

/** Runs of a skill with their steps, newest first, a page at a time; `most` at most. */
export async function* readRuns(
  database: Database,
  filter: RunFilter,
  most: number,
  pageSize: number = PAGE_SIZE,
): AsyncGenerator<Trace, undefined> {
  let { after } = filter;
  for (let left = most; left > 0; ) {
    const size = Math.min(left, pageSize);
    const statement = selectRuns(database, { ...filter, after }, size, MOST_EXAMINED);
    const rows = await database.rows<TraceRow>(`Reading runs of '${filter.skillName}'`, statement);
    for (const row of rows) yield decodeTrace(row);
    if (rows.length < size) return undefined;
    after = rows.at(-1);
    left -= size;
  }
  return undefined;
}
