import type { FailureFeatures } from "@steptrace/core";
import { type SQL, sql } from "drizzle-orm";
import { textArray } from "../database/text-array.js";
import type { SignaturesTable } from "../schema/failure-signatures.js";

/**
 * Adds the signatures that are new, as part of the statement that stores the failures which have them. In one order
 * everywhere, so that no two statements wait for each other's.
 */
export function insertSignatures(table: SignaturesTable, features: readonly FailureFeatures[]): SQL {
  const distinct = [...new Map(features.map((one) => [one.signature, one])).values()];
  distinct.sort((a, b) => (a.signature < b.signature ? -1 : 1));
  const signatures = textArray(distinct.map(({ signature }) => signature));
  const sizes = textArray(distinct.map(({ size }) => size));
  const skeletons = textArray(distinct.map(({ skeleton }) => textArray(skeleton)));
  return sql`
    INSERT INTO ${table} (signature, size, skeleton)
    SELECT signature::bigint, size::integer, skeleton::bigint[]
      FROM unnest(${signatures}::text::text[], ${sizes}::text::text[], ${skeletons}::text::text[])
           AS given (signature, size, skeleton)
    ON CONFLICT (signature) DO NOTHING`;
}

/** The column of a failure's words with a digit, as text; null where it has none. */
export function tokensColumn({ variable }: FailureFeatures): string | null {
  return variable.length === 0 ? null : textArray(variable);
}
