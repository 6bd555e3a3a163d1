import type { Database } from "@steptrace/postgres-store";
import type { RowKey } from "../by-keys.js";
import { selectUnfilled, type UnfilledSelection } from "./select-unfilled.js";
import { SEARCHING } from "./similar-search.js";

/**
 * Reads the failures that lack what they are found by, newest first, a page at a time; the last page may be empty.
 *
 * @param from the row after which to begin; absent for the newest
 */
export async function* readUnfilled<R extends RowKey>(
  database: Database,
  selection: UnfilledSelection,
  from?: RowKey,
): AsyncGenerator<readonly R[], undefined> {
  let after: RowKey | undefined = from;
  do {
    const page: readonly R[] = await database.rows<R>(SEARCHING, selectUnfilled(database, selection, after));
    yield page;
    after = page.length < selection.pageSize ? undefined : page.at(-1);
  } while (after !== undefined);
  return undefined;
}
