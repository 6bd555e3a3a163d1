import type { Database } from "@steptrace/postgres-store";
import { slicesOf } from "../time-slices.js";
import type { SummaryRow } from "../trace-summary.js";
import { conditionsOf, type FilterConditions, type Search, searchRows } from "./conditions.js";
import { selectMatching } from "./select-matching.js";
import { selectWalk } from "./select-pages.js";
import { hasWords, readTextMatch, type TextMatch } from "./text-match.js";

/** The current month, the one before it and what is later; half a year; the rest. */
const NEWEST_MONTHS = [1, 7];

/**
 * The first traces of a page, newest first; for words, among those that are indexed by them.
 *
 * What is common is soon found among the newest traces, and would be found by its own index only after all that have it were
 * read. What is rare is found by its own index, and would be found among the newest only after all these were read. So some of the
 * newest are read first; and where these are not enough, the indexes, the newest months before the others.
 */
export async function findFilled(database: Database, search: Search): Promise<readonly SummaryRow[]> {
  const { words } = search.filter;
  const { depthFactor, leastDepth, mostNamed } = search.effort;
  const match = words === undefined ? undefined : await readTextMatch(database, words, mostNamed);
  if (words !== undefined && match === undefined) return [];
  const conditions = conditionsOf(search.filter);
  const depth = Math.max(search.count * depthFactor, leastDepth);
  if (match === undefined && conditions.rest.length === 0)
    return walk(database, search, conditions, search.count);
  if (!isSoonFound(search, conditions, match, depth)) {
    const rest = [...conditions.rest, ...(match === undefined ? [] : hasWords(match))];
    const newest = await walk(database, search, { ...conditions, rest }, depth, match);
    if (newest.length === search.count) return newest;
  }
  return findByIndexes(database, search, conditions, match);
}

function walk(
  database: Database,
  search: Search,
  conditions: FilterConditions,
  depth: number,
  match?: TextMatch,
): Promise<readonly SummaryRow[]> {
  return searchRows<SummaryRow>(database, selectWalk(database, search, conditions, depth, match));
}

/** Whether the words are in so few signatures that the newest of each are fewer than those at the beginning of all. */
function isSoonFound(
  { count }: Search,
  { ordered, rest }: FilterConditions,
  match: TextMatch | undefined,
  depth: number,
): boolean {
  if (match?.groups === undefined || ordered.length + rest.length > 0) return false;
  const [only, other] = match.groups;
  const isWhole = only !== undefined && other === undefined && only.lacking.length === 0;
  return isWhole && match.words.numbers.length === 0 && (only.signatures?.length ?? depth) * count <= depth;
}

async function findByIndexes(
  database: Database,
  search: Search,
  { ordered, rest }: FilterConditions,
  match: TextMatch | undefined,
): Promise<readonly SummaryRow[]> {
  const found: SummaryRow[] = [];
  for (const bounds of slicesOf(boundsOf(search), search.effort.now, NEWEST_MONTHS)) {
    const slice = { ...search, count: search.count - found.length };
    const statement = selectMatching(database, slice, bounds, [...ordered, ...rest], match);
    found.push(...(await searchRows<SummaryRow>(database, statement)));
    if (found.length >= search.count) break;
  }
  return found;
}

/** The time that is searched, of which what comes before the page is left out. */
function boundsOf({ filter: { bounds }, after }: Search): Search["filter"]["bounds"] {
  if (after === undefined) return bounds;
  const end = new Date(after.started_at);
  return bounds.endDate !== undefined && bounds.endDate < end ? bounds : { ...bounds, endDate: end };
}
