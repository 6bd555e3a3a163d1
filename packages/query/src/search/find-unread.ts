import { hasAllWords } from "@steptrace/core";
import { type Database, stepNamesText } from "@steptrace/postgres-store";
import { type SQL, sql } from "drizzle-orm";
import type { RowKey } from "../by-keys.js";
import { startedBefore, startedWithin } from "../time-range.js";
import { SUMMARY_COLUMNS, type SummaryRow } from "../trace-summary.js";
import { all, conditionsOf, SEARCHING, type Search } from "./conditions.js";

/** A trace that no index knows by its words yet, with the names of its steps. */
interface UnreadRow extends SummaryRow {
  /** As JSON. */
  readonly names: string;
}

/** Pages of traces that are not indexed by their words, those that have the words alone, newest first. */
export async function* findUnread(
  database: Database,
  search: Search,
  words: ReadonlySet<string>,
): AsyncGenerator<UnreadPage, undefined> {
  const { pageSize } = search.effort;
  let after: RowKey | undefined = search.after;
  for (;;) {
    const statement = selectUnread(database, { ...search, after }, pageSize);
    const page: readonly UnreadRow[] = await database.rows<UnreadRow>(SEARCHING, statement);
    const found = page.filter((row) =>
      hasAllWords(words, row.error_message ?? undefined, JSON.parse(row.names) as readonly string[]),
    );
    after = page.at(-1);
    yield { found, end: page.length < pageSize ? undefined : after };
    if (page.length < pageSize) return undefined;
  }
}

export interface UnreadPage {
  readonly found: readonly SummaryRow[];
  /** The last trace that was compared; absent where there are no more. */
  readonly end: RowKey | undefined;
}

/**
 * Traces of other programs, and those that an application stored in a transaction of its own, until maintenance fills in what
 * they are found by: read by the partial index of these, newest first. Mostly there are none: planned once for all, this takes no time.
 */
export function selectUnread({ table }: Pick<Database, "table">, search: Search, pageSize: number): SQL {
  const { ordered, rest } = conditionsOf(search.filter);
  const place = search.after === undefined ? [] : [startedBefore(search.after)];
  const conditions = [startedWithin(search.filter.bounds), ...place, ...ordered, ...rest];
  return sql`
    SELECT ${SUMMARY_COLUMNS}, ${stepNamesText(sql`${table.steps}`)} AS names
      FROM ${table} WHERE text_signature IS NULL AND ${all(conditions)}
     ORDER BY ${table.startedAt} DESC, ${table.traceId} DESC LIMIT ${pageSize}`;
}
