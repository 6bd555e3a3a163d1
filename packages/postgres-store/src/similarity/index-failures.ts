import { sql } from "drizzle-orm";
import type { FilledPlace } from "../fill/filled-place.js";
import { tracesTable } from "../schema/execution-traces.js";
import { postingsTable, signaturesTable } from "../schema/failure-signatures.js";
import { countUnfilledFailures, fillFailures } from "./fill-failures.js";
import { packNewSignatures } from "./pack-signatures.js";

/** What was done for finding similar failures; or, with `dryRun`, what would be. */
export interface IndexedFailures {
  /** Failures whose columns were filled in by which they are found: those that another program had stored, or an older version. */
  readonly failuresFilled: number;
  /** Signatures of failures that were packed, for quick search. */
  readonly signaturesPacked: number;
}

/** Has all failures found quickly: without it they are found as well, and the more come, the slower. */
export async function indexFailures({ run, schema, since }: FilledPlace): Promise<IndexedFailures> {
  const tables = tablesOf(schema);
  const failuresFilled = await fillFailures(run, tables, since);
  return { failuresFilled, signaturesPacked: await packNewSignatures(run, tables) };
}

/** What `indexFailures` would do. Signatures of rows that are still to be filled in are not known yet. */
export async function countUnindexed({ run, schema, since }: FilledPlace): Promise<IndexedFailures> {
  const { table, signatures } = tablesOf(schema);
  const [row] = await run<{ readonly unpacked: number }>(
    sql`SELECT count(*)::float8 AS unpacked FROM ${signatures} WHERE number IS NULL`,
  );
  return {
    failuresFilled: await countUnfilledFailures(run, table, since),
    signaturesPacked: row?.unpacked ?? 0,
  };
}

function tablesOf(schema: string | undefined) {
  return {
    table: tracesTable(schema),
    signatures: signaturesTable(schema),
    postings: postingsTable(schema),
  };
}
