import type { Connection } from "../store/connection.js";
import { databaseConfig, databaseOptions } from "../store/database-config.js";
import { waitingFor } from "../store/waiting-for.js";
import { formatJson } from "../terminal/format-json.js";
import { print } from "../terminal/print.js";
import { viewMigration } from "./view-migration.js";

export interface MigrateOptions {
  readonly json?: true;
}

/** Migrates the database, and prints what that did. */
export async function migrateDatabase(connection: Connection, { json }: MigrateOptions): Promise<void> {
  const config = databaseConfig(connection);
  const report = await waitingFor("Migrating", connection, async () => {
    const { migrate } = await import("@steptrace/postgres-store");
    return migrate(config, databaseOptions(connection));
  });
  print(json ? formatJson(report) : viewMigration(report).join("\n"));
}
