import { TraceQuery } from "@steptrace/query";
import postgres, { type Sql } from "postgres";

/** A failure of an answer. */
export interface Answer {
  readonly traceId: string;
  readonly score: number;
}

/** Finds the ten failures that are most like a message. */
type Find = (question: string) => Promise<readonly Answer[]>;

/** What is measured, each on one connection of its own to the same database. */
export interface Contenders extends AsyncDisposable {
  readonly ours: Find;
  readonly bruteForce: Find;
  /** Absent where the server has no pg_trgm. */
  readonly trigrams?: Find;
}

/** The specification's question, in SQL, over all failures; nothing is computed before. */
const BRUTE_FORCE = `
  WITH question AS MATERIALIZED (
    SELECT array_agg(DISTINCT word) AS words
      FROM unnest(regexp_split_to_array(lower($1::text), '\\s+')) AS word WHERE word <> ''),
  counted AS (
    SELECT trace_id, started_at, cardinality(words) AS asked, size, shared
      FROM question CROSS JOIN execution_traces
     CROSS JOIN LATERAL (
       SELECT count(*) AS size, count(*) FILTER (WHERE word = ANY(words)) AS shared
         FROM (SELECT DISTINCT word
                 FROM unnest(regexp_split_to_array(lower(error_message), '\\s+')) AS word WHERE word <> '') AS own
       ) AS words_of
     WHERE status IN ('failed', 'timeout') AND error_message IS NOT NULL)
  SELECT trace_id, shared::float8 / (asked + size - shared) AS score
    FROM counted WHERE shared::float8 / (asked + size - shared) >= 0.3
   ORDER BY score DESC, started_at DESC, trace_id COLLATE "C" DESC LIMIT 10`;

/** Another question: which messages have trigrams in common, as few as the index is read for. */
const TRIGRAMS = `
  SELECT trace_id, similarity(error_message, $1::text) AS score
    FROM execution_traces WHERE error_message % $1::text
   ORDER BY score DESC LIMIT 10`;

/** @param databaseUrl of one that `storeFailures` has filled */
export async function openContenders(databaseUrl: string): Promise<Contenders> {
  const query = new TraceQuery(databaseUrl);
  const bruteForce = connect(databaseUrl);
  const trigrams = connect(databaseUrl);
  const [extension] = await trigrams`SELECT FROM pg_extension WHERE extname = 'pg_trgm'`;
  if (extension !== undefined) {
    await trigrams`SET pg_trgm.similarity_threshold = 0.3`;
    // Else the planner reads months of some thousand failures whole, which takes ten times as long.
    await trigrams`SET enable_seqscan = off`;
  }
  return {
    async ours(question) {
      const failures = await query.findSimilarFailures(question);
      return failures.map(({ traceId, similarityScore }) => ({ traceId, score: similarityScore }));
    },
    bruteForce: (question) => find(bruteForce, BRUTE_FORCE, question),
    ...(extension !== undefined && {
      trigrams: (question: string) => find(trigrams, TRIGRAMS, question),
    }),
    async [Symbol.asyncDispose]() {
      await Promise.all([query.close(), bruteForce.end(), trigrams.end()]);
    },
  };
}

function connect(databaseUrl: string): Sql {
  return postgres(databaseUrl, { max: 1, fetch_types: false });
}

async function find(sql: Sql, statement: string, question: string): Promise<readonly Answer[]> {
  const rows = await sql.unsafe<{ trace_id: string; score: number }[]>(statement, [question]);
  return rows.map(({ trace_id: traceId, score }) => ({ traceId, score }));
}
