import { timestampText } from "@steptrace/postgres-store";
import { type SQL, sql } from "drizzle-orm";
import { type SignatureClass, selectClasses } from "./select-classes.js";
import {
  countAmong,
  type FailureSource,
  NEWEST_FIRST,
  type SimilarSearch,
  withinSearch,
} from "./similar-search.js";

/**
 * The best failures of signatures. Of each signature the newest are looked at: older ones can be better only by a variable word,
 * and those are found by these words.
 *
 * The depth is a subquery, for the planner not to know it: of a signature that it knows nothing of either it expects fewer
 * failures than that, and would read and sort all of one that has a hundred thousand.
 *
 * @param depth how many of each; at least the search's limit
 */
export function selectNewest(
  { table, signatures }: FailureSource,
  search: SimilarSearch,
  classes: readonly SignatureClass[],
  depth: number,
): SQL {
  const { question, limit } = search;
  const shared = sql`wanted.shared + newest.variable`;
  return sql`
    WITH wanted AS MATERIALIZED (${selectClasses(signatures, classes)})
    SELECT trace_id, ${timestampText(sql`started_at`)} AS started_at,
           (${shared})::float8 / (${question.size}::integer + size - (${shared})) AS score
      FROM wanted
     CROSS JOIN LATERAL (
       SELECT trace_id, started_at, ${countAmong(sql`failure_tokens`, question.variable)} AS variable
         FROM ${table} WHERE failure_signature = wanted.signature AND ${withinSearch(search)}
        ORDER BY ${NEWEST_FIRST} LIMIT (SELECT ${depth}::integer)) AS newest
     ORDER BY score DESC, ${NEWEST_FIRST} LIMIT ${limit}`;
}
