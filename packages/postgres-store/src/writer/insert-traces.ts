import { type FailureFeatures, failureFeatures, type TraceRow } from "@steptrace/core";
import { type SQL, sql } from "drizzle-orm";
import { textArray } from "../database/text-array.js";
import type { TracesTable } from "../schema/execution-traces.js";
import type { SignaturesTable } from "../schema/failure-signatures.js";
import { insertSignatures, tokensColumn } from "../similarity/insert-signatures.js";

const COLUMNS = sql.raw(
  "trace_id, started_at, skill_name, completed_at, total_duration_ms, status, steps, error_message, metadata, execution_id, " +
    "failure_signature, failure_tokens",
);

/**
 * A retry meets its own row and changes nothing. Only a row that recovery wrote in the owner's absence gives way: to the
 * owner's, and to that of a later recovery which knows more steps.
 */
const GIVE_WAY = sql.raw(`
    ON CONFLICT (trace_id, started_at) DO UPDATE
       SET completed_at = excluded.completed_at, total_duration_ms = excluded.total_duration_ms,
           status = excluded.status, steps = excluded.steps, error_message = excluded.error_message,
           metadata = excluded.metadata, execution_id = excluded.execution_id,
           failure_signature = excluded.failure_signature, failure_tokens = excluded.failure_tokens
     WHERE stored.metadata @> '{"interrupted": true}'
       AND (NOT excluded.metadata @> '{"interrupted": true}'
            OR (excluded.completed_at >= stored.completed_at
                AND jsonb_array_length(excluded.steps) > jsonb_array_length(stored.steps)))`);

/** How many rows a statement stored, no answer for none; of the others, a row of that id was there already and stays. */
export interface StoredCount {
  readonly stored: number;
}

/** Where traces are stored, and what failures are found by. */
export interface TraceTables {
  readonly table: TracesTable;
  /** Absent where the columns that failures are found by are left to maintenance. */
  readonly signatures: SignaturesTable | undefined;
}

/** A row, and what it is found by. */
interface WrittenRow extends TraceRow {
  readonly failure_signature: string | null;
  readonly failure_tokens: string | null;
}

/** Stores finalized traces of different ids, in one statement. */
export function insertTraces({ table, signatures }: TraceTables, given: readonly TraceRow[]): SQL {
  const features = given.map((row) => (signatures === undefined ? undefined : featuresOf(row)));
  const known = features.filter((one) => one !== undefined);
  const rows = given.map((row, index) => withFeatures(row, features[index]));
  const others =
    signatures === undefined || known.length === 0
      ? []
      : [sql`new_signatures AS (${insertSignatures(signatures, known)})`];
  const [row, second] = rows;
  return row !== undefined && second === undefined
    ? insertOne(table, row, others)
    : insertMany(table, rows, others);
}

function featuresOf({ status, error_message }: TraceRow): FailureFeatures | undefined {
  const isFailure = (status === "failed" || status === "timeout") && error_message !== null;
  return isFailure ? failureFeatures(error_message) : undefined;
}

function withFeatures(row: TraceRow, features: FailureFeatures | undefined): WrittenRow {
  return {
    ...row,
    failure_signature: features?.signature ?? null,
    failure_tokens: features === undefined ? null : tokensColumn(features),
  };
}

/** @param others what else the statement does */
function insertMany(table: TracesTable, rows: readonly WrittenRow[], others: readonly SQL[]): SQL {
  const stored = sql`stored AS (
      INSERT INTO ${table} AS stored (${COLUMNS})
      SELECT trace_id, started_at::timestamp, skill_name, completed_at::timestamp, total_duration_ms::integer, status,
             steps::jsonb, error_message, metadata::jsonb, execution_id, failure_signature::bigint, failure_tokens::bigint[]
        FROM unnest(${column(rows, "trace_id")}, ${column(rows, "started_at")}, ${column(rows, "skill_name")},
                    ${column(rows, "completed_at")}, ${column(rows, "total_duration_ms")}, ${column(rows, "status")},
                    ${jsonTexts(rows, "steps")}, ${column(rows, "error_message")}, ${jsonTexts(rows, "metadata")},
                    ${column(rows, "execution_id")}, ${column(rows, "failure_signature")},
                    ${column(rows, "failure_tokens")}) AS given (${COLUMNS})
      ${GIVE_WAY}
      RETURNING 1)`;
  return sql`WITH ${sql.join([stored, ...others], sql`, `)} SELECT count(*)::integer AS stored FROM stored`;
}

/** Values are planned and sent in less time than arrays of one. */
function insertOne(table: TracesTable, row: WrittenRow, others: readonly SQL[]): SQL {
  const before = others.length === 0 ? sql`` : sql`WITH ${sql.join([...others], sql`, `)}`;
  return sql`
    ${before}
    INSERT INTO ${table} AS stored (${COLUMNS})
    VALUES (${row.trace_id}, ${row.started_at}::text::timestamp, ${row.skill_name}, ${row.completed_at}::text::timestamp,
            ${row.total_duration_ms}, ${row.status}, ${row.steps}::text::jsonb, ${row.error_message},
            ${row.metadata}::text::jsonb, ${row.execution_id}, ${row.failure_signature}::text::bigint,
            ${row.failure_tokens}::text::bigint[])
    ${GIVE_WAY}
    RETURNING 1 AS stored`;
}

/** Stands between JSON texts: as JSON escapes all control characters, it is in none of them. */
const SEPARATOR = "\u001e";

/** Texts are cut apart at a separator in a third of the time that the quotes and backslashes of an array's JSON take. */
function jsonTexts(rows: readonly WrittenRow[], name: "steps" | "metadata"): SQL {
  return sql`string_to_array(${rows.map((row) => row[name]).join(SEPARATOR)}::text, ${sql.raw("chr(30)")})`;
}

function column(rows: readonly WrittenRow[], name: keyof WrittenRow): SQL {
  return sql`${textArray(rows.map((row) => row[name]))}::text::text[]`;
}
