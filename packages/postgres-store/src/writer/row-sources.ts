import type { TraceRow } from "@steptrace/core";
import { type SQL, sql } from "drizzle-orm";
import { jsonTexts } from "../database/json-texts.js";
import { textArray } from "../database/text-array.js";
import type { DerivedColumn } from "./derive-features.js";

/** The columns that every row has, in the order of the values below. */
export const ROW_COLUMNS =
  "trace_id, started_at, skill_name, completed_at, total_duration_ms, status, error_message, execution_id, steps, metadata";

/** The values of a row, and of what is derived from it. */
export function valuesOf(row: TraceRow, columns: readonly DerivedColumn[]): readonly unknown[] {
  return [
    row.trace_id,
    row.started_at,
    row.skill_name,
    row.completed_at,
    row.total_duration_ms,
    row.status,
    row.error_message,
    row.execution_id,
    row.steps,
    row.metadata,
    ...columns.map(({ values }) => values[0] ?? null),
  ];
}

/** One row, of {@link valuesOf} it: planned and sent in less time than arrays of one. */
export function oneRow(values: readonly unknown[], columns: readonly DerivedColumn[]): SQL {
  const [id, started, skill, completed, took, status, message, execution, steps, metadata, ...derived] =
    values;
  const own = columns.map(({ type }, index) => sql`, ${derived[index]}::text::${sql.raw(type)}`);
  return sql`
    VALUES (${id}, ${started}::text::timestamp, ${skill}, ${completed}::text::timestamp, ${took}, ${status}, ${message},
            ${execution}, ${steps}::text::jsonb, ${metadata}::text::jsonb${sql.join(own)})`;
}

/** Any number of rows. */
export function manyRows(rows: readonly TraceRow[], columns: readonly DerivedColumn[]): SQL {
  const texts = (values: readonly (string | number | null)[]) => sql`${textArray(values)}::text::text[]`;
  const column = (name: Exclude<keyof TraceRow, "step_names">) => texts(rows.map((row) => row[name]));
  const own = columns.map(({ values }) => sql`, ${texts(values)}`);
  const names = columns.map(({ name }) => `, ${name}`).join("");
  const casts = columns.map(({ name, type }) => `, ${name}::${type}`).join("");
  return sql`
    SELECT trace_id, started_at::timestamp, skill_name, completed_at::timestamp, total_duration_ms::integer, status,
           error_message, execution_id, steps::jsonb, metadata::jsonb${sql.raw(casts)}
      FROM unnest(${column("trace_id")}, ${column("started_at")}, ${column("skill_name")},
                  ${column("completed_at")}, ${column("total_duration_ms")}, ${column("status")},
                  ${column("error_message")}, ${column("execution_id")},
                  ${jsonTexts(rows.map((row) => row.steps))}, ${jsonTexts(rows.map((row) => row.metadata))}${sql.join(own)})
           AS given (${sql.raw(ROW_COLUMNS + names)})`;
}
