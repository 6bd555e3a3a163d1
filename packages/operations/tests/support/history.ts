import { addMonths, type Month, monthOf, monthRange, partitionName } from "@steptrace/core";
import { migrate } from "@steptrace/postgres-store";
import { createTestDatabase, type TestDatabase } from "@steptrace/test-utils";
import { onTestFinished } from "vitest";

/** The month so many months before this one. */
export function monthAgo(count: number): Month {
  return addMonths(monthOf(new Date()), -count);
}

/** The name of its partition. */
export function nameAgo(count: number): string {
  return partitionName("execution_traces", monthAgo(count));
}

/** The first day of the month so many months before this one, as a moment in UTC without a zone. */
export function beginningAgo(count: number): string {
  return monthRange(monthAgo(count)).from;
}

/** A migrated database of a test's own. */
export async function migratedDatabase(): Promise<TestDatabase> {
  const database = await createTestDatabase({
    template: "operations",
    prepare: async (url) => {
      await migrate(url);
    },
  });
  onTestFinished(() => database.drop());
  return database;
}

/** Makes the partition of the month so many months ago. */
export async function makeMonth({ sql }: TestDatabase, count: number, name = nameAgo(count)): Promise<void> {
  const { from, to } = monthRange(monthAgo(count));
  await sql.unsafe(
    `CREATE TABLE "${name}" PARTITION OF execution_traces FOR VALUES FROM ('${from}') TO ('${to}')`,
  );
}

/** The rows of a month as `fillMonth` makes them: of ten, one failed, one timed out, one has no status at all. */
export const FAILURES_OF_TEN = 2;

/** Fills the partition of the month so many months ago with traces, minutes apart. */
export async function fillMonth({ sql }: TestDatabase, count: number, rows: number): Promise<void> {
  await sql`
    INSERT INTO execution_traces (trace_id, started_at, skill_name, status, error_message, execution_id, steps)
    SELECT 'm' || ${count}::text || '-' || n, ${beginningAgo(count)}::text::timestamp + n * interval '1 minute', 'docker-build',
           CASE n % 10 WHEN 0 THEN 'failed' WHEN 1 THEN 'timeout' WHEN 2 THEN NULL ELSE 'success' END,
           CASE WHEN n % 10 = 0 THEN 'disk full on host-' || n END, 'exec-' || n, '[]'
      FROM generate_series(0, ${rows - 1}::int) n`;
}

/** A month with traces: made and filled. */
export async function pastMonth(db: TestDatabase, count: number, rows = 100): Promise<void> {
  await makeMonth(db, count);
  await fillMonth(db, count, rows);
}

/** What is in the table: rows by month and status. */
export async function contents({ sql }: TestDatabase): Promise<Readonly<Record<string, number>>> {
  const rows = await sql<{ key: string; rows: number }[]>`
    SELECT to_char(started_at, 'YYYY_MM') || ' ' || coalesce(status, 'none') AS key, count(*)::int AS rows
      FROM execution_traces GROUP BY 1 ORDER BY 1`;
  return Object.fromEntries(rows.map(({ key, rows: count }) => [key, count]));
}

/** The names of all tables of the schema but those that `migrate` makes beside the table, oldest first. */
export async function tableNames({ sql }: TestDatabase): Promise<readonly string[]> {
  const rows = await sql<{ name: string }[]>`
    SELECT relname AS name FROM pg_class
     WHERE relkind = 'r' AND relnamespace = 'public'::regnamespace AND relname NOT LIKE 'steptrace%' ORDER BY relname`;
  return rows.map(({ name }) => name);
}
