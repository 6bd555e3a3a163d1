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

/** Tells common words from rare ones, by what ANALYZE has met of the table as a whole. */
export async function readFrequencies(database: Database, tokens: readonly string[]): Promise<VariableWords> {
  if (tokens.length === 0) return { rare: [], common: [] };
  const rows = await database.rows<{ readonly token: string }>(SEARCHING, selectCommon(database, tokens));
  const common = rows.map(({ token }) => token);
  const isCommon = new Set(common);
  return { rare: tokens.filter((token) => !isCommon.has(token)), common };
}

function selectCommon({ schema }: Database, tokens: readonly string[]): SQL {
  return sql`
    SELECT wanted.token::text AS token
      FROM unnest(${`{${tokens.join(",")}}`}::text::bigint[]) AS wanted (token)
      JOIN (SELECT unnest(most_common_elems::text::bigint[]) AS token, unnest(most_common_elem_freqs) AS frequency
              FROM pg_catalog.pg_stats s
              JOIN pg_catalog.pg_class c ON c.relname = s.tablename
              JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace AND n.nspname = s.schemaname
             WHERE c.oid = ${tableRegclass(schema)} AND attname = 'failure_tokens' AND inherited) AS met
        ON met.token = wanted.token
     WHERE frequency >= ${sql.raw(String(COMMON))}
     ORDER BY frequency`;
}
