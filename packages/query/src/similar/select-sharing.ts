import { timestampText } from "@steptrace/postgres-store";
import { type SQL, sql } from "drizzle-orm";
import { hashArray } from "../literals.js";
import {
  countAmong,
  type FailureSource,
  NEWEST_FIRST,
  type SimilarSearch,
  withinSearch,
} from "./similar-search.js";

/** Failures to be looked up by variable words. */
export interface SharedLookup {
  /** Sets of hashes: of one of them, a failure has all. */
  readonly sets: readonly (readonly string[])[];
  /** The signatures that it may have; `undefined` for any. */
  readonly signatures: readonly string[] | undefined;
}

/** The best of the failures that are looked up, of a score or a better one. */
export function selectSharing(
  { table, signatures }: FailureSource,
  search: SimilarSearch,
  lookups: readonly SharedLookup[],
  leastScore: number,
): SQL {
  const { question, limit } = search;
  const shared = sql`known.shared + found.variable`;
  return sql`
    WITH found AS MATERIALIZED (
      SELECT trace_id, started_at, failure_signature, ${countAmong(sql`failure_tokens`, question.variable)} AS variable
        FROM ${table}
       WHERE (${sql.join(lookups.map(isLookedUp), sql` OR `)}) AND ${withinSearch(search)}),
    known AS MATERIALIZED (
      SELECT signature, size, ${countAmong(sql`skeleton`, question.skeleton)} AS shared
        FROM ${signatures} WHERE signature IN (SELECT failure_signature FROM found)),
    scored AS (
      SELECT trace_id, started_at, (${shared})::float8 / (${question.size}::integer + known.size - (${shared})) AS score
        FROM found JOIN known ON known.signature = found.failure_signature)
    SELECT trace_id, ${timestampText(sql`started_at`)} AS started_at, score
      FROM scored WHERE score >= ${leastScore}::float8
     ORDER BY score DESC, ${NEWEST_FIRST} LIMIT ${limit}`;
}

function isLookedUp({ sets, signatures }: SharedLookup): SQL {
  if (signatures === undefined) return hasOne(sets);
  return sql`failure_signature = ANY(${hashArray(signatures)}) AND (${hasOne(sets)})`;
}

function hasOne(sets: readonly (readonly string[])[]): SQL {
  if (sets.every(({ length }) => length === 1)) return sql`failure_tokens && ${hashArray(sets.flat())}`;
  const each = sets.map((words) => sql`failure_tokens @> ${hashArray(words)}`);
  return sql.join(each, sql` OR `);
}
