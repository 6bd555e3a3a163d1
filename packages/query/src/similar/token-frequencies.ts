import { type Database, tableRegclass } from "@steptrace/postgres-store";
import { type SQL, sql } from "drizzle-orm";
import { SEARCHING } from "./similar-search.js";

/** The share of failures from which on a word counts as common: then too many rows would be read that have it. */
const COMMON = 0.001;

/** Variable words, by how often the planner has met them; where the table was never analysed, all are rare. */
export interface VariableWords {
  readonly rare: readonly string[];
  /** The rarest first. */
  readonly common: readonly string[];
}

/** Words change their frequency with ANALYZE alone; and who takes a common one for rare reads more, and finds the same. */
const KNOWN_MS = 60_000;

/** Frequencies of the words that are common. */
type CommonWords = ReadonlyMap<string, number>;

interface KnownWords {
  /** By `performance.now()`. */
  readonly until: number;
  readonly words: Promise<CommonWords>;
}

const known = new WeakMap<Database, KnownWords>();

/** Tells common words from rare ones, by what ANALYZE has met of the table as a whole, up to a minute ago. */
export async function readFrequencies(database: Database, tokens: readonly string[]): Promise<VariableWords> {
  if (tokens.length === 0) return { rare: [], common: [] };
  const frequencies = await readCommon(database);
  const frequencyOf = (token: string): number => frequencies.get(token) ?? 0;
  return {
    rare: tokens.filter((token) => !frequencies.has(token)),
    common: tokens.filter((token) => frequencies.has(token)).sort((a, b) => frequencyOf(a) - frequencyOf(b)),
  };
}

function readCommon(database: Database): Promise<CommonWords> {
  const before = known.get(database);
  if (before !== undefined && performance.now() < before.until) return before.words;
  const words = database
    .rows<{ readonly token: string; readonly frequency: number }>(SEARCHING, selectCommon(database))
    .then((rows) => new Map(rows.map(({ token, frequency }) => [token, frequency])));
  known.set(database, { until: performance.now() + KNOWN_MS, words });
  words.catch(() => known.delete(database));
  return words;
}

function selectCommon({ schema }: Database): SQL {
  return sql`
    SELECT token::text AS token, frequency
      FROM (SELECT unnest(most_common_elems::text::bigint[]) AS token, unnest(most_common_elem_freqs)::float8 AS frequency
              FROM pg_catalog.pg_stats s
              JOIN pg_catalog.pg_class c ON c.relname = s.tablename
              JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace AND n.nspname = s.schemaname
             WHERE c.oid = ${tableRegclass(schema)} AND attname = 'failure_tokens' AND inherited) AS met
     WHERE frequency >= ${sql.raw(String(COMMON))}`;
}
