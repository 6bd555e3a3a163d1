import { decodeCursor, encodeCursor, requireLimit } from "@steptrace/core";
import type { Database } from "@steptrace/postgres-store";
import { rowKey } from "../by-keys.js";
import { type SummaryRow, type TraceSummary, toSummary } from "../trace-summary.js";
import { type Effort, SEARCHING, type Search } from "./conditions.js";
import { findFilled } from "./find-filled.js";
import { findUnread } from "./find-unread.js";
import { filterText, requireFilter, type SearchFilters } from "./search-filter.js";
import { selectInOrder } from "./select-pages.js";

const DEFAULT_LIMIT = 100;
const USUAL_EFFORT = { depthFactor: 100, leastDepth: 2000, mostNamed: 500, pageSize: 500 };

export interface SearchTracesOptions extends SearchFilters {
  /** The `nextCursor` of the page before, with the same filters. @default the first page */
  readonly cursor?: string;
  /** The most traces on a page. @default 100 */
  readonly limit?: number;
}

/** A page of traces. */
export interface TracePage {
  /** Newest first. */
  readonly items: readonly TraceSummary[];
  /** By which the next page is asked for; absent on the last one. */
  readonly nextCursor?: string;
}

/**
 * The traces that have all that is asked for, newest first, a page at a time. A page begins after the trace with which the one before
 * ended, whatever was stored meanwhile: no trace comes twice, and none is left out that was there from the first.
 *
 * @param effort of which the answer does not depend
 */
export async function searchTraces(
  database: Database,
  options: SearchTracesOptions,
  effort: Pick<Effort, "now"> & Partial<Effort>,
): Promise<TracePage> {
  const filter = requireFilter(options);
  const limit = requireLimit(options.limit ?? DEFAULT_LIMIT);
  const position =
    options.cursor === undefined ? undefined : decodeCursor(options.cursor, filterText(filter));
  if (limit === 0) return { items: [] };
  const after = position && { started_at: position.startedAt, trace_id: position.traceId };
  const search = { filter, after, count: limit + 1, effort: { ...USUAL_EFFORT, ...effort } };
  const rows = await findRows(database, search);
  const items = rows.slice(0, limit);
  const last = items.at(-1);
  if (rows.length <= limit || last === undefined) return { items: items.map(toSummary) };
  const end = { traceId: last.trace_id, startedAt: last.started_at };
  return { items: items.map(toSummary), nextCursor: encodeCursor(end, filterText(filter)) };
}

async function findRows(database: Database, search: Search): Promise<readonly SummaryRow[]> {
  const { words } = search.filter;
  if (words === undefined) return findFilled(database, search);
  const pages = findUnread(database, search, words);
  // One after the other: what maintenance fills in meanwhile is in one of them at least.
  const first = await pages.next();
  const filled = await findFilled(database, search);
  const last = filled.length < search.count ? undefined : filled.at(-1);
  const unread: SummaryRow[] = [];
  let count = 0;
  for (let page = first; page.done !== true; page = await pages.next()) {
    const { found, end } = page.value;
    unread.push(...found);
    count += 1;
    const isPast = end !== undefined && last !== undefined && end.started_at < last.started_at;
    if (isPast || unread.length >= search.count) break;
  }
  return inOrder(database, search, count > 1 ? await findFilled(database, search) : filled, unread);
}

async function inOrder(
  database: Database,
  { count }: Search,
  filled: readonly SummaryRow[],
  unread: readonly SummaryRow[],
): Promise<readonly SummaryRow[]> {
  if (unread.length === 0) return filled;
  const known = new Set(filled.map(rowKey));
  const found = [...filled, ...unread.filter((row) => !known.has(rowKey(row)))];
  // Of traces of one moment, the database knows the order.
  return database.rows<SummaryRow>(SEARCHING, selectInOrder(database, found, count));
}
