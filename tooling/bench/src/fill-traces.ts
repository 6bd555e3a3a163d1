import type { TraceStorage } from "@steptrace/postgres-store";
import type { Sql } from "postgres";

/** Skills that the traces are spread over. */
export const SKILLS = 50;

const MONTHS = 12;
const DAY_MS = 86_400_000;

/** Fills the table with traces of ten steps, evenly over the last twelve months, one in ten failed. */
export async function fillTraces(sql: Sql, storage: TraceStorage, traces: number): Promise<void> {
  await makeMonths(storage);
  const batches = 20;
  for (let batch = 0; batch < batches; batch += 1) {
    await sql`
      INSERT INTO execution_traces (trace_id, started_at, skill_name, completed_at, total_duration_ms, status, steps,
                                    error_message)
      SELECT gen_random_uuid(),
             (now() AT TIME ZONE 'utc') - n * ${365 / traces}::float8 * interval '1 day',
             'skill-' || (n::bigint * 7919 % ${SKILLS}),
             (now() AT TIME ZONE 'utc') - n * ${365 / traces}::float8 * interval '1 day' + interval '100 ms',
             100,
             CASE WHEN n % 10 = 0 THEN 'failed' ELSE 'success' END,
             (SELECT jsonb_agg(jsonb_build_object('name', 'step-' || s, 'timestamp', '2025-11-16T12:00:00.123456',
                                                  'duration_ms', 10, 'status', 'success', 'id', s))
                FROM generate_series(1, 10) s),
             CASE WHEN n % 10 = 0 THEN 'Connection to host-' || n % 1000 || ' timed out after 30 s' END
        FROM generate_series(${batch}::int, ${traces - 1}::int, ${batches}::int) n`;
  }
  await sql`VACUUM ANALYZE execution_traces`;
}

/** The storage makes the partition of any month that a trace needs. */
async function makeMonths(storage: TraceStorage): Promise<void> {
  for (let month = 0; month <= MONTHS; month += 1) {
    const startedAt = new Date(Date.now() - month * 30 * DAY_MS - DAY_MS / 2);
    const trace = {
      traceId: `month-${month}`,
      skillName: "fill",
      startedAt,
      status: "running",
      steps: [],
      metadata: {},
    } as const;
    await storage.finalizeTrace(trace, "success");
  }
  const yearAgo = new Date(Date.now() - 365 * DAY_MS);
  const first = {
    traceId: "month-first",
    skillName: "fill",
    startedAt: yearAgo,
    status: "running",
    steps: [],
    metadata: {},
  } as const;
  await storage.finalizeTrace(first, "success");
}
