import { countShared, type Posting, scoreOf } from "@steptrace/core";
import type { Database } from "@steptrace/postgres-store";
import { type SQL, sql } from "drizzle-orm";
import { hashArray } from "../literals.js";
import { classKey, type SignatureClass } from "./select-classes.js";
import { countAmong, type FailureSource, type SimilarSearch, searchRows } from "./similar-search.js";

/** The greatest size of a set of words that PostgreSQL can hold. */
const MAX_SIZE = 2_147_483_647;

/** A posting of one of the question's words; or signatures that are not packed yet, with the words that they share. */
interface SignatureRow {
  readonly size: number;
  readonly block: number | null;
  readonly places: string | null;
  readonly shared: number | null;
  /** As `{1,2}`. */
  readonly signatures: string | null;
}

/** All signatures that share a word without a digit with a question, by what they share; the best first. */
export async function readSignatures(
  database: Database,
  search: SimilarSearch,
): Promise<readonly SignatureClass[]> {
  const { question } = search;
  if (question.skeleton.length === 0) return [];
  const rows = await searchRows<SignatureRow>(database, selectSignatures(database, search));
  const postings = rows.filter((row): row is SignatureRow & Posting => row.places !== null);
  const classes = new Map<string, SignatureClass>();
  for (const packed of countShared(postings)) classes.set(classKey(packed), { ...packed, signatures: [] });
  for (const { size, shared, signatures } of rows) {
    if (shared === null || signatures === null) continue;
    const key = classKey({ size, shared });
    const numbers = classes.get(key)?.numbers ?? [];
    classes.set(key, { size, shared, numbers, signatures: signatures.slice(1, -1).split(",") });
  }
  return [...classes.values()].sort((a, b) => scoreOf(question.size, b) - scoreOf(question.size, a));
}

/** In one statement: a signature that is packed at the same moment is found here or there. */
export function selectSignatures(
  { signatures, postings }: FailureSource,
  { question, minSimilarity }: SimilarSearch,
): SQL {
  const words = hashArray(question.skeleton);
  const sizes = sql`size BETWEEN ${leastSize(question.size, minSimilarity)}::integer AND ${mostSize(question.size, minSimilarity)}::integer`;
  return sql`
    SELECT size, block, encode(places, 'base64') AS places, NULL::integer AS shared, NULL::text AS signatures
      FROM ${postings} WHERE token = ANY(${words}) AND ${sizes}
    UNION ALL
    SELECT size, NULL, NULL, shared, array_agg(signature)::text
      FROM (SELECT signature, size, ${countAmong(sql`skeleton`, question.skeleton)} AS shared
              FROM ${signatures} WHERE number IS NULL AND skeleton && ${words} AND ${sizes}) AS unpacked
     GROUP BY size, shared`;
}

/** A set of words that is smaller cannot reach the score, whatever is in it. A little less, for what division rounds. */
function leastSize(size: number, score: number): number {
  return Math.floor(size * score);
}

function mostSize(size: number, score: number): number {
  return score === 0 ? MAX_SIZE : Math.min(MAX_SIZE, Math.ceil(size / score) + 1);
}
