import type { PGlite } from "@electric-sql/pglite";
import { InvalidArgumentError } from "@steptrace/core";
import { HandleDriver } from "../drivers/handle-driver.js";
import { PgliteDriver } from "../drivers/pglite-driver.js";
import { PostgresJsDriver } from "../drivers/postgres-js-driver.js";
import { EmbeddedDriver } from "../embedded/embedded-driver.js";
import { applyMigrations } from "../migrate/apply-migrations.js";
import { Database } from "./database.js";
import {
  checkServer,
  type DatabaseConfig,
  type DatabaseOptions,
  type DrizzleDatabase,
  type EmbeddedConfig,
  parseDatabaseUrl,
  type ServerConfig,
} from "./database-config.js";
import type { Driver } from "./driver.js";

/**
 * The database of a configuration. Nothing is connected or opened before its first use.
 *
 * @throws {InvalidArgumentError} for a configuration that is none
 */
export function openDatabase(config: DatabaseConfig, options: DatabaseOptions = {}): Database {
  if (isServer(config)) {
    const { schema, prepare, max } = config;
    const all: DatabaseOptions = {
      ...options,
      ...(schema !== undefined && { schema }),
      ...(prepare !== undefined && { prepare }),
      ...(max !== undefined && { max }),
    };
    return new Database(new PostgresJsDriver(checkServer(config), all), all);
  }
  return new Database(openDriver(config, options), options);
}

function openDriver(config: Exclude<DatabaseConfig, ServerConfig>, options: DatabaseOptions): Driver {
  if (typeof config === "string") return new PostgresJsDriver(parseDatabaseUrl(config), options);
  if (isEmbedded(config)) {
    return new EmbeddedDriver(config.directory, async (db) => {
      await applyMigrations(db, { schema: options.schema, isShared: false, now: new Date() });
    });
  }
  if (isPglite(config)) return new PgliteDriver(config);
  if (isDrizzle(config)) return new HandleDriver(config);
  throw new InvalidArgumentError(
    "database config",
    "a postgres:// URL, { host, database, user }, { directory }, a Drizzle database or a PGlite",
    config,
  );
}

function isServer(config: unknown): config is ServerConfig {
  return typeof config === "object" && config !== null && "host" in config && "user" in config;
}

function isEmbedded(config: unknown): config is EmbeddedConfig {
  return (
    typeof config === "object" &&
    config !== null &&
    "directory" in config &&
    typeof config.directory === "string"
  );
}

function isPglite(config: unknown): config is PGlite {
  return typeof config === "object" && config !== null && "waitReady" in config && "execProtocol" in config;
}

function isDrizzle(config: unknown): config is DrizzleDatabase {
  return typeof config === "object" && config !== null && "execute" in config && "transaction" in config;
}
