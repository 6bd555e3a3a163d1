import type { DatabaseConfig, DatabaseOptions } from "@steptrace/postgres-store";
import type { Connection } from "./connection.js";
import { requireDatabaseUrl } from "./require-database-url.js";

/** A connection as the store takes it. @throws {UsageError} for a URL that is none */
export function databaseConfig({ databaseUrl, directory }: Connection): DatabaseConfig {
  return databaseUrl === undefined ? { directory } : requireDatabaseUrl(databaseUrl);
}

export function databaseOptions({ schema }: Connection): DatabaseOptions {
  return schema === undefined ? {} : { schema };
}
