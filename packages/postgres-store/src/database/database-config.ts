import type { PGlite } from "@electric-sql/pglite";
import { InvalidArgumentError } from "@steptrace/core";
import type { SQLWrapper } from "drizzle-orm";
import { redactUrl } from "./redact-url.js";

/** A PostgreSQL server, field by field. */
export interface ServerConfig {
  readonly host: string;
  /** @default 5432 */
  readonly port?: number;
  readonly database: string;
  readonly user: string;
  readonly password?: string;
  /** TLS: `true` or `"require"` for any certificate's encryption, an object for Node's own TLS options. @default false */
  readonly ssl?: boolean | "require" | "prefer" | "verify-full" | object;
  /** Connections at most. @default 10 */
  readonly max?: number;
  /** The PostgreSQL schema of the table. @default the connection's search path decides */
  readonly schema?: string;
  /** Whether statements are prepared by name; `false` for PgBouncer in transaction mode. @default true */
  readonly prepare?: boolean;
}

/** The embedded store: PGlite, in a directory of this machine, for one process at a time. */
export interface EmbeddedConfig {
  /** Made if it is missing. */
  readonly directory: string;
}

/** A Drizzle database of the application's own, over postgres.js, node-postgres or PGlite; or a transaction of it. */
export interface DrizzleDatabase {
  execute(query: SQLWrapper | string): PromiseLike<unknown>;
  transaction<T>(run: (tx: DrizzleDatabase) => Promise<T>): Promise<T>;
}

/** Where the traces are: a connection URL, a server, a directory, or a handle of the application's own. */
export type DatabaseConfig = string | ServerConfig | EmbeddedConfig | DrizzleDatabase | PGlite;

/** What holds for every kind of configuration. */
export interface DatabaseOptions {
  /** As in {@link ServerConfig}; for a URL or a handle. */
  readonly schema?: string;
  /** As in {@link ServerConfig}; for a URL. */
  readonly prepare?: boolean;
  /** As in {@link ServerConfig}; for a URL. */
  readonly max?: number;
  /** Milliseconds that a statement may take, connecting included. @default 10000 */
  readonly timeoutMs?: number;
}

/** A server as the driver is told of it. */
export interface ServerTarget {
  /** A URL, or the fields. */
  readonly connection: string | ServerConfig;
  /** `host:port/database`, for messages. */
  readonly name: string;
}

const MAX_PORT = 65_535;
const DEFAULT_PORT = 5432;
const URL_EXAMPLE = "a URL like postgres://user:password@host:5432/database";

/** @throws {InvalidArgumentError} for a URL that is none; its message never holds the credentials */
export function parseDatabaseUrl(text: string): ServerTarget {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (url === undefined || !/^postgres(?:ql)?:$/.test(url.protocol)) {
    throw new InvalidArgumentError("database URL", URL_EXAMPLE, redactUrl(text));
  }
  const database = decodeURIComponent(url.pathname.slice(1)) || "the user's default database";
  return { connection: text, name: `${url.hostname || "localhost"}:${url.port || DEFAULT_PORT}/${database}` };
}

/** @throws {InvalidArgumentError} for a field that cannot be */
export function checkServer(config: ServerConfig): ServerTarget {
  for (const field of ["host", "database", "user"] as const) {
    if (typeof config[field] !== "string" || config[field] === "") {
      throw new InvalidArgumentError(`database config.${field}`, "a non-empty string", config[field]);
    }
  }
  const port = config.port ?? DEFAULT_PORT;
  if (!Number.isInteger(port) || port < 1 || port > MAX_PORT) {
    throw new InvalidArgumentError("database config.port", `an integer from 1 to ${MAX_PORT}`, port);
  }
  return { connection: config, name: `${config.host}:${port}/${config.database}` };
}
