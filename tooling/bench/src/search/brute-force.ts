import type { SearchFilters } from "@steptrace/query";
import type { PendingQuery, Row, Sql } from "postgres";

type Fragment = PendingQuery<Row[]>;

/** What each filter says, in SQL. Words are PostgreSQL's, which are ours as long as they are of ASCII. */
const CHECKS: {
  readonly [K in keyof SearchFilters]-?: (sql: Sql, value: NonNullable<SearchFilters[K]>) => Fragment;
} = {
  skillName: (sql, value) => sql`skill_name = ${value}`,
  status: (sql, value) => sql`status = ${value}`,
  executionId: (sql, value) => sql`execution_id = ${value}`,
  minDuration: (sql, value) => sql`total_duration_ms >= ${value}::float8`,
  maxDuration: (sql, value) => sql`total_duration_ms <= ${value}::float8`,
  startDate: (sql, value) => sql`started_at >= ${value.toISOString()}::text::timestamp`,
  endDate: (sql, value) => sql`started_at < ${value.toISOString()}::text::timestamp + interval '1 ms'`,
  metadata: (sql, value) => sql`metadata @> ${JSON.stringify(value)}::text::jsonb`,
  text: (sql, value) => sql`
    regexp_split_to_array(lower(concat_ws(' ', error_message,
      (SELECT string_agg(step ->> 'name', ' ') FROM jsonb_array_elements(steps) AS step))), '\\s+')
    @> string_to_array(${value.toLowerCase()}::text, ' ')`,
};

/** The ids of the newest traces that have what is asked for: all of them are looked at, without an index. */
export async function bruteForce(
  sql: Sql,
  filters: SearchFilters,
  limit: number,
): Promise<readonly string[]> {
  const checks = Object.entries(CHECKS).flatMap(([name, check]) => {
    const value = filters[name as keyof SearchFilters];
    return value === undefined ? [] : [(check as (sql: Sql, value: unknown) => Fragment)(sql, value)];
  });
  const rows = await sql<{ trace_id: string }[]>`
    SELECT trace_id FROM (SELECT * FROM execution_traces OFFSET 0) AS every
     WHERE ${checks.reduce((others, check) => sql`${others} AND ${check}`, sql`true`)}
     ORDER BY started_at DESC, trace_id DESC LIMIT ${limit}`;
  return rows.map((row) => row.trace_id);
}
