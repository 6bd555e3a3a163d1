import type { TestDatabase } from "@steptrace/test-utils";

/** The specification's nine columns; what is left out gets a value. */
export interface Row {
  readonly trace_id: string;
  /** UTC, no zone. */
  readonly started_at: string;
  readonly skill_name?: string;
  readonly status?: string | null;
  readonly error_message?: string | null;
  readonly total_duration_ms?: number | null;
  /** As JSON; anything. */
  readonly steps?: unknown;
  readonly metadata?: unknown;
}

/** Writes rows as another system would: a plain INSERT, with no knowledge of ours. */
export async function insertRows(sql: TestDatabase["sql"], rows: readonly Row[]): Promise<void> {
  await sql`
    INSERT INTO execution_traces (trace_id, started_at, skill_name, completed_at, total_duration_ms, status, steps, error_message, metadata)
    SELECT trace_id, started_at, coalesce(skill_name, 'docker-build'), started_at, total_duration_ms, status, coalesce(steps, '[]'), error_message, coalesce(metadata, '{}')
      FROM jsonb_to_recordset(${JSON.stringify(rows)}::text::jsonb)
        AS row (trace_id text, started_at timestamp, skill_name text, status text, error_message text, total_duration_ms int, steps jsonb, metadata jsonb)`;
}
