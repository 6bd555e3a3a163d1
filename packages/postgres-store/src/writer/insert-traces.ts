import { type CountableRow, summarizeBatch, type TraceRow } from "@steptrace/core";
import { type SQL, sql } from "drizzle-orm";
import { jsonTexts } from "../database/json-texts.js";
import { textArray } from "../database/text-array.js";
import type { TracesTable } from "../schema/execution-traces.js";
import type { StatisticsTable } from "../schema/trace-statistics.js";
import { insertSummaries } from "../statistics/insert-summaries.js";
import { type Derived, type DerivedColumn, deriveFeatures, type FeatureTables } from "./derive-features.js";

const COLUMNS =
  "trace_id, started_at, skill_name, completed_at, total_duration_ms, status, steps, error_message, metadata, execution_id";
/** Fewer rows of a skill and an hour are counted by maintenance: a row of statistics for them would cost more than it saves. */
const LEAST_COUNTED = 16;

/** What becomes of a row whose id is in the table. */
export type OnConflict = "keep" | "give way";

const KEEP = sql.raw("ON CONFLICT (trace_id, started_at) DO NOTHING");

/**
 * A retry meets its own row and changes nothing. Only a row that recovery wrote in the owner's absence gives way: to the
 * owner's, and to that of a later recovery which knows more steps. Such a row is never counted.
 */
const GIVE_WAY = sql.raw(`
    ON CONFLICT (trace_id, started_at) DO UPDATE
       SET completed_at = excluded.completed_at, total_duration_ms = excluded.total_duration_ms,
           status = excluded.status, steps = excluded.steps, error_message = excluded.error_message,
           metadata = excluded.metadata, execution_id = excluded.execution_id,
           failure_signature = excluded.failure_signature, failure_tokens = excluded.failure_tokens,
           failure_group = excluded.failure_group, counted = excluded.counted,
           text_signature = excluded.text_signature, text_tokens = excluded.text_tokens
     WHERE stored.metadata @> '{"interrupted": true}'
       AND (NOT excluded.metadata @> '{"interrupted": true}'
            OR (excluded.completed_at >= stored.completed_at
                AND jsonb_array_length(excluded.steps) > jsonb_array_length(stored.steps)))`);

/** How many rows a statement stored, no answer for none; of the others, a row of that id was there already and stays. */
export interface StoredCount {
  readonly stored: number;
}

/** Where traces are stored, and what they are found by. */
export interface TraceTables {
  readonly table: TracesTable;
  /** Absent where the columns that traces are found by are left to maintenance. */
  readonly features: FeatureTables | undefined;
  /** Absent where counting is left to maintenance. */
  readonly statistics: StatisticsTable | undefined;
}

/** A statement that stores traces. */
export interface Insertion {
  readonly statement: SQL;
  /** To be called when it is committed. */
  readonly onStored: () => void;
}

/**
 * Stores finalized traces of different ids, in one statement. Where it counts them, it fails with SQLSTATE 23502 unless it
 * stores them all: one that was there already may have been counted.
 */
export function insertTraces(
  { table, features, statistics }: TraceTables,
  rows: readonly CountableRow[],
  onConflict: OnConflict,
): Insertion {
  const conflict = onConflict === "keep" ? KEEP : GIVE_WAY;
  const parts: readonly Derived[] = [
    ...(features === undefined ? [] : [deriveFeatures(features, rows)]),
    ...(statistics === undefined ? [] : [deriveSummaries(statistics, rows)]),
  ];
  const derived = {
    columns: parts.flatMap(({ columns }) => columns),
    writes: parts.flatMap(({ writes }) => writes),
  };
  const [row, second] = rows;
  const statement =
    row !== undefined && second === undefined
      ? insertOne(table, row, derived, conflict)
      : insertMany(table, rows, derived, conflict);
  return {
    statement,
    onStored: () => {
      for (const part of parts) part.onStored?.();
    },
  };
}

/** What statistics hold of the rows, and which of them. */
function deriveSummaries(statistics: StatisticsTable, rows: readonly CountableRow[]): Derived {
  const { summaries, counted } = summarizeBatch(rows, LEAST_COUNTED);
  if (summaries.length === 0) return { columns: [], writes: [] };
  const isWhole = sql`(SELECT count(*) FROM stored) = ${sql.raw(String(rows.length))}`;
  return {
    columns: [
      { name: "counted", type: "boolean", values: rows.map((row) => (counted.has(row) ? "true" : null)) },
    ],
    writes: [sql`new_statistics AS (${insertSummaries(statistics, summaries, "hour", isWhole)})`],
  };
}

function insertMany(
  table: TracesTable,
  rows: readonly TraceRow[],
  { columns, writes }: Derived,
  conflict: SQL,
): SQL {
  const names = namesOf(columns);
  const casts = sql.raw(columns.map(({ name, type }) => `, ${name}::${type}`).join(""));
  const values = columns.map((one) => sql`, ${textColumn(one.values)}`);
  const stored = sql`stored AS (
      INSERT INTO ${table} AS stored (${names})
      SELECT trace_id, started_at::timestamp, skill_name, completed_at::timestamp, total_duration_ms::integer, status,
             steps::jsonb, error_message, metadata::jsonb, execution_id${casts}
        FROM unnest(${column(rows, "trace_id")}, ${column(rows, "started_at")}, ${column(rows, "skill_name")},
                    ${column(rows, "completed_at")}, ${column(rows, "total_duration_ms")}, ${column(rows, "status")},
                    ${jsonTexts(rows.map((row) => row.steps))}, ${column(rows, "error_message")},
                    ${jsonTexts(rows.map((row) => row.metadata))}, ${column(rows, "execution_id")}${sql.join(values)})
             AS given (${names})
      ${conflict}
      RETURNING 1)`;
  return sql`WITH ${sql.join([stored, ...writes], sql`, `)} SELECT count(*)::integer AS stored FROM stored`;
}

/** Values are planned and sent in less time than arrays of one. */
function insertOne(table: TracesTable, row: TraceRow, { columns, writes }: Derived, conflict: SQL): SQL {
  const before = writes.length === 0 ? sql`` : sql`WITH ${sql.join([...writes], sql`, `)}`;
  const values = columns.map((one) => sql`, ${one.values[0] ?? null}::text::${sql.raw(one.type)}`);
  return sql`
    ${before}
    INSERT INTO ${table} AS stored (${namesOf(columns)})
    VALUES (${row.trace_id}, ${row.started_at}::text::timestamp, ${row.skill_name}, ${row.completed_at}::text::timestamp,
            ${row.total_duration_ms}, ${row.status}, ${row.steps}::text::jsonb, ${row.error_message},
            ${row.metadata}::text::jsonb, ${row.execution_id}${sql.join(values)})
    ${conflict}
    RETURNING 1 AS stored`;
}

function namesOf(columns: readonly DerivedColumn[]): SQL {
  return sql.raw([COLUMNS, ...columns.map(({ name }) => name)].join(", "));
}

function column(rows: readonly TraceRow[], name: Exclude<keyof TraceRow, "step_names">): SQL {
  return textColumn(rows.map((row) => row[name]));
}

function textColumn(values: readonly (string | number | null)[]): SQL {
  return sql`${textArray(values)}::text::text[]`;
}
