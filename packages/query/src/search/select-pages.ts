import { type SQL, sql } from "drizzle-orm";
import { type RowKey, selectByKeys } from "../by-keys.js";
import { hashArray } from "../literals.js";
import type { TimeBounds } from "../time-range.js";
import { SUMMARY_COLUMNS } from "../trace-summary.js";
import { all, type FilterConditions, type Search, withinPage } from "./conditions.js";
import { joinTexts, type TextMatch, type TextSource } from "./text-match.js";

/** Newest first, of rows by that name; `started_at` alone would be the text that the column was made. */
function newestOf(name: string): SQL {
  return sql.raw(`${name}.started_at DESC, ${name}.trace_id DESC`);
}

/** The same of traces that were read already: with microseconds, times as texts are in the same order. */
const AS_TEXTS = sql`found.started_at COLLATE "C" DESC, found.trace_id DESC`;

/**
 * The newest traces among those that an index has newest first. Nothing beyond the first `depth` of these is looked at: what the
 * rest of the conditions let pass seldom is found by other indexes in less time.
 */
export function selectWalk(
  source: TextSource,
  search: Search,
  { ordered, rest }: FilterConditions,
  depth: number,
  match?: TextMatch,
): SQL {
  const { filter, count } = search;
  return sql`
    SELECT ${SUMMARY_COLUMNS}
      FROM (SELECT * FROM ${source.table} AS walked WHERE ${all([withinPage(search, filter.bounds), ...ordered])}
             ORDER BY ${newestOf("walked")} LIMIT ${depth}) AS walked
           ${joinTexts(source, match)}
     WHERE ${all(rest)}
     ORDER BY ${newestOf("walked")} LIMIT ${count}`;
}

/**
 * The newest of all traces of a time that have what is asked for, by the indexes of that: the planner is not to
 * know that a few of them are enough, for then it takes to the index of times, in which they may be far back.
 */
export function selectFound(
  source: TextSource,
  search: Search,
  bounds: TimeBounds,
  conditions: readonly SQL[],
  match?: TextMatch,
): SQL {
  return sql`
    SELECT ${SUMMARY_COLUMNS}
      FROM (SELECT found.* FROM ${source.table} AS found ${joinTexts(source, match)}
             WHERE ${all([withinPage(search, bounds), ...conditions])} OFFSET 0) AS found
     ORDER BY ${newestOf("found")} LIMIT ${search.count}`;
}

/** The newest traces of signatures: each one's own newest, of which the newest are taken. */
export function selectBySignatures(
  { table }: TextSource,
  search: Search,
  bounds: TimeBounds,
  signatures: SQL,
  conditions: readonly SQL[],
): SQL {
  return sql`
    SELECT ${SUMMARY_COLUMNS}
      FROM (${signatures}) AS wanted (wanted_signature)
     CROSS JOIN LATERAL (
       SELECT * FROM ${table} AS own
        WHERE text_signature = wanted_signature AND ${all([withinPage(search, bounds), ...conditions])}
        ORDER BY ${newestOf("own")} LIMIT ${search.count}) AS found
     ORDER BY ${newestOf("found")} LIMIT ${search.count}`;
}

/** Signatures by name. */
export function named(signatures: readonly string[]): SQL {
  return sql`SELECT unnest(${hashArray(signatures)})`;
}

/** The signatures that have all of the words. */
export function withWords({ texts }: TextSource, words: readonly string[]): SQL {
  return sql`SELECT signature FROM ${texts} WHERE words @> ${hashArray(words)}`;
}

/** The newest of what several statements select, each once. */
export function either({ count }: Search, statements: readonly SQL[]): SQL {
  const [first, second] = statements;
  if (first === undefined || second === undefined) return sql.join([...statements]);
  return sql`SELECT * FROM ((${first}) UNION (${second})) AS found ORDER BY ${AS_TEXTS} LIMIT ${count}`;
}

/** The newest of traces that were found, in the order of the database. */
export function selectInOrder(source: TextSource, found: readonly RowKey[], count: number): SQL {
  return sql`${selectByKeys(source, SUMMARY_COLUMNS, found)} ORDER BY ${AS_TEXTS} LIMIT ${count}`;
}
