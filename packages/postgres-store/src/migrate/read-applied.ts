import { sql } from "drizzle-orm";
import type { RunStatement } from "../partitions/ensure-partitions.js";
import { qualifiedName } from "../partitions/identifier.js";
import type { AppliedMigration } from "./pending-migrations.js";

/** Where it is recorded which migrations a database has behind it. */
export const MIGRATIONS_TABLE = "steptrace_migrations";

/** The migrations that a database has behind it, in their order; none where none was ever applied. */
export async function readApplied(
  run: RunStatement,
  schema: string | undefined,
): Promise<readonly AppliedMigration[]> {
  const table = qualifiedName(schema, MIGRATIONS_TABLE);
  const [row] = await run<{ readonly exists: boolean }>(
    sql`SELECT to_regclass(${table}::text) IS NOT NULL AS exists`,
  );
  return row?.exists === true
    ? run<AppliedMigration>(sql.raw(`SELECT name, hash FROM ${table} ORDER BY id`))
    : [];
}
