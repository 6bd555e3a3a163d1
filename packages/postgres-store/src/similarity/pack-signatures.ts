import { type NumberedSignature, packSignatures } from "@steptrace/core";
import { type SQL, sql } from "drizzle-orm";
import { textArray } from "../database/text-array.js";
import type { RunStatement } from "../partitions/ensure-partitions.js";
import type { PostingsTable, SignaturesTable } from "../schema/failure-signatures.js";

/** Signatures, and words of theirs, that are packed together. */
const BATCH_SIGNATURES = sql.raw("20000");
const BATCH_WORDS = sql.raw("500000");

interface UnpackedRow {
  readonly signature: string;
  readonly size: number;
  /** As `{1,2}`. */
  readonly skeleton: string;
}

interface PackedSignature extends NumberedSignature {
  readonly signature: string;
}

/** What of a schema signatures are packed into. */
export interface SignatureTables {
  readonly signatures: SignaturesTable;
  readonly postings: PostingsTable;
}

/**
 * Numbers the signatures that came since the last time, and adds them to the postings. Nobody else may do so at the same time;
 * who searches meanwhile finds each of them here or there.
 *
 * @returns how many were packed
 */
export async function packNewSignatures(run: RunStatement, tables: SignatureTables): Promise<number> {
  let packed = 0;
  for (;;) {
    const rows = await run<UnpackedRow>(selectUnpacked(tables.signatures));
    if (rows.length === 0) return packed;
    await run(pack(tables, await number(run, tables.signatures, rows)));
    packed += rows.length;
  }
}

function selectUnpacked(signatures: SignaturesTable): SQL {
  return sql`
    SELECT signature::text AS signature, size, skeleton::text AS skeleton
      FROM (SELECT signature, size, skeleton, sum(size) OVER (ORDER BY signature) AS words
              FROM (SELECT signature, size, skeleton FROM ${signatures} WHERE number IS NULL LIMIT ${BATCH_SIGNATURES}) AS batch
           ) AS counted
     WHERE words - size < ${BATCH_WORDS}`;
}

/** Each gets the next number of its size. */
async function number(
  run: RunStatement,
  signatures: SignaturesTable,
  rows: readonly UnpackedRow[],
): Promise<readonly PackedSignature[]> {
  const sizes = [...new Set(rows.map(({ size }) => size))];
  const last = await run<{ readonly size: number; readonly number: number }>(sql`
    SELECT size, number FROM unnest(${textArray(sizes)}::text::integer[]) AS wanted (size)
     CROSS JOIN LATERAL (SELECT number FROM ${signatures} AS known
                          WHERE known.size = wanted.size AND number IS NOT NULL ORDER BY number DESC LIMIT 1) AS newest`);
  const next = new Map(last.map((row) => [row.size, row.number + 1]));
  return rows.map(({ signature, size, skeleton }) => {
    const own = next.get(size) ?? 0;
    next.set(size, own + 1);
    return {
      signature,
      size,
      number: own,
      skeleton: skeleton === "{}" ? [] : skeleton.slice(1, -1).split(","),
    };
  });
}

function pack({ signatures, postings }: SignatureTables, packed: readonly PackedSignature[]): SQL {
  const lists = packSignatures(packed);
  const integers = (values: readonly number[]): SQL => sql`${textArray(values)}::text::integer[]`;
  return sql`
    WITH numbered AS (
      UPDATE ${signatures} AS known SET number = given.number
        FROM unnest(${textArray(packed.map(({ signature }) => signature))}::text::bigint[],
                    ${integers(packed.map((one) => one.number))}) AS given (signature, number)
       WHERE known.signature = given.signature)
    INSERT INTO ${postings} AS present (token, size, block, places)
    SELECT token, size, block, decode(places, 'base64')
      FROM unnest(${textArray(lists.map(({ token }) => token))}::text::bigint[], ${integers(lists.map(({ size }) => size))},
                  ${integers(lists.map(({ block }) => block))}, ${textArray(lists.map(({ places }) => places))}::text::text[])
           AS given (token, size, block, places)
    ON CONFLICT (token, size, block) DO UPDATE SET places = present.places || excluded.places`;
}
