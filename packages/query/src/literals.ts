import { InvalidArgumentError } from "@steptrace/core";
import { type SQL, sql } from "drizzle-orm";

/**
 * Hashes as a part of the statement's text: an array that comes as a parameter is read anew for each row that it is compared with.
 */
export function hashArray(hashes: readonly string[]): SQL {
  if (!hashes.every((hash) => /^-?\d+$/.test(hash)))
    throw new InvalidArgumentError("hashes", "integers", hashes);
  return sql.raw(`'{${hashes.join(",")}}'::bigint[]`);
}

/** Whole numbers as a part of the statement's text. */
export function integerArray(values: readonly number[]): SQL {
  if (!values.every(Number.isSafeInteger)) throw new InvalidArgumentError("values", "integers", values);
  return sql.raw(`'{${values.join(",")}}'::integer[]`);
}
