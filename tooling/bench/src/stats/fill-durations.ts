import type { TraceStorage } from "@steptrace/postgres-store";
import type { Sql } from "postgres";
import { makeMonths } from "../make-months.js";

/** Skills that the traces are spread over. */
export const SKILLS = 50;

/** The skill of the traces that make the months, which took no time. */
export const FILLER = "fill";

const BATCHES = 40;

/** Fills the table with traces of ten steps, evenly over the last year, whose durations are spread as those of real work are. */
export async function fillDurations(sql: Sql, storage: TraceStorage, traces: number): Promise<void> {
  await makeMonths(storage);
  for (let batch = 0; batch < BATCHES; batch += 1) {
    await sql`
      INSERT INTO execution_traces (trace_id, started_at, skill_name, completed_at, total_duration_ms, status, steps)
      SELECT gen_random_uuid(), started_at, 'skill-' || (n::bigint * 7919 % ${SKILLS}), started_at + took * interval '1 ms', took,
             CASE WHEN n % 50 = 0 THEN 'timeout' WHEN n % 10 = 0 THEN 'failed' ELSE 'success' END,
             (SELECT jsonb_agg(jsonb_build_object('name', 'step-' || s, 'timestamp', '2025-11-16T12:00:00.123456',
                                                  'duration_ms', took * s / 55, 'status', 'success', 'id', s,
                                                  'duration_us', took * s * 1000::bigint / 55))
                FROM generate_series(1, 10) s)
        -- A product of uniform variables: many short ones, and a long tail.
        FROM (SELECT n, (now() AT TIME ZONE 'utc') - n * ${365 / traces}::float8 * interval '1 day' AS started_at,
                     (exp(random() * 4 + random() * 4) * 20 * (1 + n % ${SKILLS}))::int AS took
                FROM generate_series(${batch}::int, ${traces - 1}::int, ${BATCHES}::int) n) AS drawn`;
  }
}
