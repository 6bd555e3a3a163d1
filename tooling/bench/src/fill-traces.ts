import type { TraceStorage } from "@steptrace/postgres-store";
import type { Sql } from "postgres";
import { makeMonths } from "./make-months.js";
import { settle } from "./settle.js";

/** Skills that the traces are spread over. */
export const SKILLS = 50;

/** Fills the table with traces of ten steps, evenly over the last twelve months, one in ten failed. */
export async function fillTraces(sql: Sql, storage: TraceStorage, traces: number): Promise<void> {
  await makeMonths(storage);
  await insertTraces(sql, traces, new Date(), 365);
  await settle(sql);
}

/** Traces of ten steps, evenly over the days before a moment, one in ten failed; their months have to be there. */
export async function insertTraces(sql: Sql, traces: number, newest: Date, days: number): Promise<void> {
  const batches = 20;
  const end = newest.toISOString();
  for (let batch = 0; batch < batches; batch += 1) {
    await sql`
      INSERT INTO execution_traces (trace_id, started_at, skill_name, completed_at, total_duration_ms, status, steps,
                                    error_message)
      SELECT gen_random_uuid(),
             ${end}::text::timestamp - n * ${days / traces}::float8 * interval '1 day',
             'skill-' || (n::bigint * 7919 % ${SKILLS}),
             ${end}::text::timestamp - n * ${days / traces}::float8 * interval '1 day' + interval '100 ms',
             100,
             CASE WHEN n % 10 = 0 THEN 'failed' ELSE 'success' END,
             (SELECT jsonb_agg(jsonb_build_object('name', 'step-' || s, 'timestamp', '2025-11-16T12:00:00.123456',
                                                  'duration_ms', 10, 'status', 'success', 'id', s))
                FROM generate_series(1, 10) s),
             CASE WHEN n % 10 = 0 THEN 'Connection to host-' || n % 1000 || ' timed out after 30 s' END
        FROM generate_series(${batch}::int, ${traces - 1}::int, ${batches}::int) n`;
  }
}
