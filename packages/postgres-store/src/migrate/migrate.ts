import type { DatabaseConfig, DatabaseOptions } from "../database/database-config.js";
import { openDatabase } from "../database/open-database.js";
import { applyMigrations, type MigrationReport } from "./apply-migrations.js";

/**
 * Brings a database up to date: the table, its indexes, the partitions of this month and the next three. Safe to call
 * from many processes at once, and again. A table of the specification's own system is adopted: its rows and its
 * partitions stay, and a default partition is emptied into the months that its rows belong to, and removed.
 *
 * Needs a session: give a URL of the server itself, not of a PgBouncer in transaction mode.
 *
 * @throws {StorageError} with reason `newer-schema` where a newer steptrace migrated it, `not-migrated` where a table
 * of that name is not the specification's, `permission`, `unreachable`, …
 * @example
 * ```ts
 * const report = await migrate("postgres://app@localhost:5432/app");
 * console.log(report.applied);
 * ```
 */
export async function migrate(
  config: DatabaseConfig,
  options: DatabaseOptions = {},
): Promise<MigrationReport> {
  const database = openDatabase(config, options, "explicit");
  try {
    return await database.session("Migrating", (session) =>
      applyMigrations(session, { schema: database.schema, isShared: database.isShared, now: new Date() }),
    );
  } finally {
    await database.close();
  }
}
