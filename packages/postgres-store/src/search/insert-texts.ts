import type { TextFeatures } from "@steptrace/core";
import { type SQL, sql } from "drizzle-orm";
import { textArray } from "../database/text-array.js";
import type { TextsTable } from "../schema/search-texts.js";

/**
 * Adds the signatures that are new, as part of the statement that stores the traces which have them. In one order
 * everywhere, so that no two statements wait for each other's.
 */
export function insertTexts(table: TextsTable, features: readonly TextFeatures[]): SQL {
  const distinct = [...new Map(features.map((one) => [one.signature, one])).values()];
  distinct.sort((a, b) => (a.signature < b.signature ? -1 : 1));
  const signatures = textArray(distinct.map(({ signature }) => signature));
  const words = textArray(distinct.map((one) => textArray(one.words)));
  return sql`
    INSERT INTO ${table} (signature, words)
    SELECT signature::bigint, words::bigint[]
      FROM unnest(${signatures}::text::text[], ${words}::text::text[]) AS given (signature, words)
    ON CONFLICT (signature) DO NOTHING`;
}

/**
 * The column of the words that no signature has, as text; null where there is none. Those of a failure's message stand in
 * `failure_tokens` already, but for what they are without punctuation.
 */
export function textTokensColumn(
  { stepNumbers, messageNumbers, bareNumbers }: TextFeatures,
  isFailure: boolean,
): string | null {
  const words = new Set([...stepNumbers, ...bareNumbers, ...(isFailure ? [] : messageNumbers)]);
  return words.size === 0 ? null : textArray([...words]);
}
