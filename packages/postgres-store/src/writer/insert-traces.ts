import { type FailureFeatures, failureFeatures, type TraceRow } from "@steptrace/core";
import { type SQL, sql } from "drizzle-orm";
import { textArray } from "../database/text-array.js";
import type { TracesTable } from "../schema/execution-traces.js";
import type { SignaturesTable } from "../schema/failure-signatures.js";
import { insertSignatures, tokensColumn } from "../similarity/insert-signatures.js";

const COLUMNS =
  "trace_id, started_at, skill_name, completed_at, total_duration_ms, status, steps, error_message, metadata, execution_id";
/** What failures are found by; NULL in all other rows. */
const FEATURE_COLUMNS = "failure_signature, failure_tokens, failure_group";

const ROW_COLUMNS = sql.raw(COLUMNS);
const ALL_COLUMNS = sql.raw(`${COLUMNS}, ${FEATURE_COLUMNS}`);

/** What becomes of a row whose id is in the table. */
export type OnConflict = "keep" | "give way";

const KEEP = sql.raw("ON CONFLICT (trace_id, started_at) DO NOTHING");

/**
 * A retry meets its own row and changes nothing. Only a row that recovery wrote in the owner's absence gives way: to the
 * owner's, and to that of a later recovery which knows more steps.
 */
const GIVE_WAY = sql.raw(`
    ON CONFLICT (trace_id, started_at) DO UPDATE
       SET completed_at = excluded.completed_at, total_duration_ms = excluded.total_duration_ms,
           status = excluded.status, steps = excluded.steps, error_message = excluded.error_message,
           metadata = excluded.metadata, execution_id = excluded.execution_id,
           failure_signature = excluded.failure_signature, failure_tokens = excluded.failure_tokens,
           failure_group = excluded.failure_group
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

/** Of each row; absent for what is no failure. */
type Features = readonly (FailureFeatures | undefined)[];

/** Stores finalized traces of different ids, in one statement. */
export function insertTraces(
  { table, signatures }: TraceTables,
  rows: readonly TraceRow[],
  onConflict: OnConflict,
): SQL {
  const conflict = onConflict === "keep" ? KEEP : GIVE_WAY;
  const features = signatures === undefined ? [] : rows.map(featuresOf);
  const known = features.filter((one) => one !== undefined);
  const others =
    signatures === undefined || known.length === 0
      ? []
      : [sql`new_signatures AS (${insertSignatures(signatures, known)})`];
  const [row, second] = rows;
  return row !== undefined && second === undefined
    ? insertOne(table, row, features[0], others, conflict)
    : insertMany(table, rows, known.length === 0 ? undefined : features, others, conflict);
}

function featuresOf({ status, error_message }: TraceRow): FailureFeatures | undefined {
  const isFailure = (status === "failed" || status === "timeout") && error_message !== null;
  return isFailure ? failureFeatures(error_message) : undefined;
}

/**
 * @param features absent where none of the rows is a failure, as is most often so: three columns less
 * @param others what else the statement does
 */
function insertMany(
  table: TracesTable,
  rows: readonly TraceRow[],
  features: Features | undefined,
  others: readonly SQL[],
  conflict: SQL,
): SQL {
  const columns = features === undefined ? ROW_COLUMNS : ALL_COLUMNS;
  const casts =
    features === undefined
      ? sql``
      : sql`, failure_signature::bigint, failure_tokens::bigint[], failure_group::bigint`;
  const values =
    features === undefined
      ? sql``
      : sql`, ${textColumn(features.map((one) => one?.signature ?? null))}, ${textColumn(features.map((one) => one && tokensColumn(one)))}, ${textColumn(features.map((one) => one?.group))}`;
  const stored = sql`stored AS (
      INSERT INTO ${table} AS stored (${columns})
      SELECT trace_id, started_at::timestamp, skill_name, completed_at::timestamp, total_duration_ms::integer, status,
             steps::jsonb, error_message, metadata::jsonb, execution_id${casts}
        FROM unnest(${column(rows, "trace_id")}, ${column(rows, "started_at")}, ${column(rows, "skill_name")},
                    ${column(rows, "completed_at")}, ${column(rows, "total_duration_ms")}, ${column(rows, "status")},
                    ${jsonTexts(rows, "steps")}, ${column(rows, "error_message")}, ${jsonTexts(rows, "metadata")},
                    ${column(rows, "execution_id")}${values}) AS given (${columns})
      ${conflict}
      RETURNING 1)`;
  return sql`WITH ${sql.join([stored, ...others], sql`, `)} SELECT count(*)::integer AS stored FROM stored`;
}

/** Values are planned and sent in less time than arrays of one. */
function insertOne(
  table: TracesTable,
  row: TraceRow,
  features: FailureFeatures | undefined,
  others: readonly SQL[],
  conflict: SQL,
): SQL {
  const before = others.length === 0 ? sql`` : sql`WITH ${sql.join([...others], sql`, `)}`;
  const columns = features === undefined ? ROW_COLUMNS : ALL_COLUMNS;
  const values =
    features === undefined
      ? sql``
      : sql`, ${features.signature}::text::bigint, ${tokensColumn(features)}::text::bigint[], ${features.group}::text::bigint`;
  return sql`
    ${before}
    INSERT INTO ${table} AS stored (${columns})
    VALUES (${row.trace_id}, ${row.started_at}::text::timestamp, ${row.skill_name}, ${row.completed_at}::text::timestamp,
            ${row.total_duration_ms}, ${row.status}, ${row.steps}::text::jsonb, ${row.error_message},
            ${row.metadata}::text::jsonb, ${row.execution_id}${values})
    ${conflict}
    RETURNING 1 AS stored`;
}

/** Stands between JSON texts: as JSON escapes all control characters, it is in none of them. */
const SEPARATOR = "\u001e";

/** Texts are cut apart at a separator in a third of the time that the quotes and backslashes of an array's JSON take. */
function jsonTexts(rows: readonly TraceRow[], name: "steps" | "metadata"): SQL {
  return sql`string_to_array(${rows.map((row) => row[name]).join(SEPARATOR)}::text, ${sql.raw("chr(30)")})`;
}

function column(rows: readonly TraceRow[], name: keyof TraceRow): SQL {
  return textColumn(rows.map((row) => row[name]));
}

function textColumn(values: readonly (string | number | null | undefined)[]): SQL {
  return sql`${textArray(values.map((value) => value ?? null))}::text::text[]`;
}
