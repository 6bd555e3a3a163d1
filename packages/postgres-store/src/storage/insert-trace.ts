import type { TraceRow } from "@steptrace/core";
import { type SQL, sql } from "drizzle-orm";
import type { TracesTable } from "../schema/execution-traces.js";
import { DURATION_COLUMN } from "./select-trace.js";

/** The row as it is stored now; none where a row of that id was there already and stays. */
export interface StoredTrace {
  readonly status: string;
  readonly total_duration_ms: number | null;
}

/**
 * Stores a finalized trace, in one statement: a retry meets its own row and changes nothing. Only a row that recovery
 * wrote in the owner's absence gives way: to the owner's, and to that of a later recovery which knows more steps.
 */
export function insertTrace(table: TracesTable, row: TraceRow): SQL {
  return sql`
    INSERT INTO ${table} AS stored (trace_id, started_at, skill_name, completed_at, total_duration_ms, status, steps,
                                    error_message, metadata, execution_id)
    VALUES (${row.trace_id}, ${row.started_at}::text::timestamp, ${row.skill_name}, ${row.completed_at}::text::timestamp,
            ${row.total_duration_ms}, ${row.status}, ${row.steps}::text::jsonb, ${row.error_message},
            ${row.metadata}::text::jsonb, ${row.execution_id})
    ON CONFLICT (trace_id, started_at) DO UPDATE
       SET completed_at = excluded.completed_at, total_duration_ms = excluded.total_duration_ms,
           status = excluded.status, steps = excluded.steps, error_message = excluded.error_message,
           metadata = excluded.metadata, execution_id = excluded.execution_id
     WHERE stored.metadata @> '{"interrupted": true}'
       AND (NOT excluded.metadata @> '{"interrupted": true}'
            OR (excluded.completed_at >= stored.completed_at
                AND jsonb_array_length(excluded.steps) > jsonb_array_length(stored.steps)))
    RETURNING status, ${DURATION_COLUMN}`;
}
