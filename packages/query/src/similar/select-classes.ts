import type { SharedWords } from "@steptrace/core";
import { type SQL, sql } from "drizzle-orm";
import { hashArray, integerArray } from "../literals.js";
import type { FailureSource } from "./similar-search.js";

/** Signatures with which failures have the same score, but for variable words. */
export interface SignatureClass extends SharedWords {
  /** Numbers of those that are packed. */
  readonly numbers: readonly number[];
  /** Those that are not packed yet. */
  readonly signatures: readonly string[];
}

/** What tells classes apart. */
export function classKey({ size, shared }: SharedWords): string {
  return `${size} ${shared}`;
}

/** The signatures of classes, each with its size and the words that it shares. */
export function selectClasses(table: FailureSource["signatures"], classes: readonly SignatureClass[]): SQL {
  const packed = classes.flatMap(({ size, shared, numbers }) =>
    numbers.map((number) => ({ size, shared, number })),
  );
  const plain = classes.flatMap(({ size, shared, signatures }) =>
    signatures.map((signature) => ({ size, shared, signature })),
  );
  return sql`
    SELECT signature, size, given.shared
      FROM unnest(${integerArray(packed.map(({ size }) => size))}, ${integerArray(packed.map(({ shared }) => shared))},
                  ${integerArray(packed.map(({ number }) => number))}) AS given (of_size, shared, of_number)
      JOIN ${table} ON size = of_size AND number = of_number
     UNION ALL
    SELECT signature, size, shared
      FROM unnest(${hashArray(plain.map(({ signature }) => signature))},
                  ${integerArray(plain.map(({ size }) => size))}, ${integerArray(plain.map(({ shared }) => shared))})
           AS given (signature, size, shared)`;
}
