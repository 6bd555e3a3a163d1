import { type FailureFeatures, failureFeatures } from "@steptrace/core";
import { type SQL, sql } from "drizzle-orm";
import { timestampText } from "../database/read-columns.js";
import { textArray } from "../database/text-array.js";
import type { RunStatement } from "../partitions/ensure-partitions.js";
import { IS_UNFILLED, type TracesTable } from "../schema/execution-traces.js";
import type { SignaturesTable } from "../schema/failure-signatures.js";
import { insertSignatures, tokensColumn } from "./insert-signatures.js";

/** Rows that are locked together, for some milliseconds. */
const BATCH = 500;
/** Bytes of a message. Longer ones are not read to be filled in: such failures are compared themselves. */
const MAX_MESSAGE_BYTES = sql.raw(String(2 ** 20));

/** A failure that lacks what it is found by. */
interface UnfilledRow {
  readonly trace_id: string;
  readonly started_at: string;
  /** By which it is known whether the row has changed since. */
  readonly version: string;
  /** Null where it is too long. */
  readonly error_message: string | null;
}

interface FilledRow extends UnfilledRow {
  readonly features: FailureFeatures;
}

/** What of a schema is filled in. */
export interface FailureTables {
  readonly table: TracesTable;
  readonly signatures: SignaturesTable;
}

/**
 * Fills in what failures are found by, where rows lack it: those of other writers, of an application's own transactions, or
 * older than the columns. A few rows at a time, and none that somebody else has locked or has just changed: these are
 * left to the next run, and nobody waits for anybody.
 *
 * @returns how many rows were filled in
 */
export async function fillFailures(run: RunStatement, tables: FailureTables): Promise<number> {
  let filled = 0;
  let after: UnfilledRow | undefined;
  do {
    const page: readonly UnfilledRow[] = await run<UnfilledRow>(selectUnfilled(tables.table, after));
    const rows = page.flatMap(withFeatures);
    if (rows.length > 0) {
      const [answer] = await run<{ readonly filled: number }>(updateFilled(tables, rows));
      filled += answer?.filled ?? 0;
    }
    after = page.length < BATCH ? undefined : page.at(-1);
  } while (after !== undefined);
  return filled;
}

/** How many failures lack what they are found by. */
export async function countUnfilled(run: RunStatement, table: TracesTable): Promise<number> {
  const [row] = await run<{ readonly rows: number }>(
    sql`SELECT count(*)::float8 AS rows FROM ${table} WHERE ${sql.raw(IS_UNFILLED)}`,
  );
  return row?.rows ?? 0;
}

function withFeatures(row: UnfilledRow): readonly FilledRow[] {
  const features = row.error_message === null ? undefined : failureFeatures(row.error_message);
  return features === undefined ? [] : [{ ...row, features }];
}

function selectUnfilled(table: TracesTable, after: UnfilledRow | undefined): SQL {
  const moment = sql`${after?.started_at}::text::timestamp`;
  const place =
    after === undefined
      ? sql``
      : sql`AND started_at <= ${moment} AND (started_at, trace_id) < (${moment}, ${after.trace_id})`;
  return sql`
    SELECT trace_id, ${timestampText(sql`started_at`)} AS started_at, xmin::text AS version,
           CASE WHEN octet_length(error_message) <= ${MAX_MESSAGE_BYTES} THEN error_message END AS error_message
      FROM ${table} WHERE ${sql.raw(IS_UNFILLED)} ${place}
     ORDER BY ${table.startedAt} DESC, ${table.traceId} DESC LIMIT ${sql.raw(String(BATCH))}`;
}

function updateFilled({ table, signatures }: FailureTables, rows: readonly FilledRow[]): SQL {
  const column = (values: readonly (string | null)[]): SQL => sql`${textArray(values)}::text::text[]`;
  const times = rows.map((row) => row.started_at);
  const features = rows.map((row) => row.features);
  return sql`
    WITH given AS (
      SELECT * FROM unnest(${column(rows.map((row) => row.trace_id))}, ${column(times)},
                           ${column(rows.map((row) => row.version))}, ${column(features.map((one) => one.signature))},
                           ${column(features.map(tokensColumn))}, ${column(features.map((one) => one.group))})
                      AS given (id, moment, version, signature, tokens, of_group)),
    free AS MATERIALIZED (
      SELECT trace_id, started_at, signature, tokens, of_group
        FROM given JOIN ${table} AS stored ON trace_id = id AND started_at = moment::timestamp
       WHERE started_at BETWEEN ${times.at(-1)}::text::timestamp AND ${times[0]}::text::timestamp
         AND stored.xmin::text = version
         FOR NO KEY UPDATE OF stored SKIP LOCKED),
    filled AS (
      UPDATE ${table} AS stored
         SET failure_signature = free.signature::bigint, failure_tokens = free.tokens::bigint[],
             failure_group = free.of_group::bigint
        FROM free
       WHERE stored.trace_id = free.trace_id AND stored.started_at = free.started_at
         AND stored.started_at BETWEEN ${times.at(-1)}::text::timestamp AND ${times[0]}::text::timestamp
      RETURNING 1),
    new_signatures AS (${insertSignatures(signatures, features)})
    SELECT count(*)::integer AS filled FROM filled`;
}
