import { InvalidArgumentError } from "@steptrace/core";
import { HandleDriver } from "../drivers/handle-driver.js";
import { PgliteDriver } from "../drivers/pglite-driver.js";
import { PostgresJsDriver } from "../drivers/postgres-js-driver.js";
import { EmbeddedDriver } from "../embedded/embedded-driver.js";
import { applyMigrations } from "../migrate/apply-migrations.js";
import { checkOptions } from "./check-options.js";
import { checkServer } from "./check-server.js";
import { Database } from "./database.js";
import type {
  DatabaseConfig,
  DatabaseOptions,
  DrizzleDatabase,
  EmbeddedConfig,
  PgliteDatabase,
  ServerConfig,
} from "./database-config.js";
import type { Driver } from "./driver.js";
import { parseDatabaseUrl } from "./parse-database-url.js";

/** How the embedded store is brought up to date when it is opened: by itself, or by whoever opens it. */
type Migrations = "automatic" | "explicit";

/**
 * The database of a configuration. Nothing is connected or opened before its first use.
 *
 * @throws {InvalidArgumentError} for a configuration that is none
 */
export function openDatabase(
  config: DatabaseConfig,
  options: DatabaseOptions = {},
  migrations: Migrations = "automatic",
): Database {
  const all = isServer(config) ? withOwnOptions(config, options) : options;
  checkOptions(all);
  return new Database(openDriver(config, all, migrations), all);
}

function openDriver(config: DatabaseConfig, options: DatabaseOptions, migrations: Migrations): Driver {
  if (typeof config === "string") return new PostgresJsDriver(parseDatabaseUrl(config), options);
  if (isServer(config)) return new PostgresJsDriver(checkServer(config), options);
  if (isEmbedded(config)) {
    return new EmbeddedDriver(config, async (db) => {
      if (migrations === "explicit") return;
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

/** What a server's own fields say goes before what is said beside them. */
function withOwnOptions(config: ServerConfig, options: DatabaseOptions): DatabaseOptions {
  const { schema = options.schema, prepare = options.prepare, max = options.max } = config;
  return {
    ...options,
    ...(schema !== undefined && { schema }),
    ...(prepare !== undefined && { prepare }),
    ...(max !== undefined && { max }),
  };
}

function isServer(config: unknown): config is ServerConfig {
  return has(config, "host", "user");
}

function isEmbedded(config: unknown): config is EmbeddedConfig {
  return has(config, "directory") && typeof config.directory === "string" && config.directory !== "";
}

function isPglite(config: unknown): config is PgliteDatabase {
  return has(config, "waitReady", "execProtocol");
}

/** Whether it is a Drizzle database, or a transaction of one. */
export function isDrizzle(config: unknown): config is DrizzleDatabase {
  return has(config, "execute", "transaction");
}

function has<K extends string>(config: unknown, ...keys: readonly K[]): config is Record<K, unknown> {
  return typeof config === "object" && config !== null && keys.every((key) => key in config);
}
