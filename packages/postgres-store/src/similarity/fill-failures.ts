import { type FailureFeatures, failureFeatures } from "@steptrace/core";
import { type SQL, sql } from "drizzle-orm";
import { countUnfilled, type Filling, fillRows, type UnfilledRow } from "../fill/fill-rows.js";
import { MAX_READ_BYTES } from "../fill/max-read-bytes.js";
import { startedSince } from "../fill/started-since.js";
import type { RunStatement } from "../partitions/ensure-partitions.js";
import { IS_UNFILLED, type TracesTable } from "../schema/execution-traces.js";
import type { SignaturesTable } from "../schema/failure-signatures.js";
import { insertSignatures, tokensColumn } from "./insert-signatures.js";

/** A failure that lacks what it is found by. */
interface UnfilledFailure extends UnfilledRow {
  /** Null where it is too long. */
  readonly error_message: string | null;
}

/** What of a schema is filled in. */
export interface FailureTables {
  readonly table: TracesTable;
  readonly signatures: SignaturesTable;
}

/** Fills in what failures are found by, where rows lack it, and returns how many were filled in. */
export function fillFailures(
  run: RunStatement,
  { table, signatures }: FailureTables,
  since: string | undefined,
): Promise<number> {
  const filling: Filling<UnfilledFailure, FailureFeatures> = {
    table,
    condition: isUnfilled(since),
    reads: sql`CASE WHEN octet_length(error_message) <= ${MAX_READ_BYTES} THEN error_message END AS error_message`,
    featuresOf: ({ error_message }) => (error_message === null ? undefined : failureFeatures(error_message)),
    columns: [
      { name: "failure_signature", type: "bigint", textOf: ({ signature }) => signature },
      { name: "failure_tokens", type: "bigint[]", textOf: tokensColumn },
      { name: "failure_group", type: "bigint", textOf: ({ group }) => group },
    ],
    insertSignatures: (features) => insertSignatures(signatures, features),
  };
  return fillRows(run, filling);
}

/** How many failures lack what they are found by. */
export function countUnfilledFailures(
  run: RunStatement,
  table: TracesTable,
  since: string | undefined,
): Promise<number> {
  return countUnfilled(run, table, isUnfilled(since));
}

function isUnfilled(since: string | undefined): SQL {
  return sql`${sql.raw(IS_UNFILLED)} ${startedSince(since)}`;
}
