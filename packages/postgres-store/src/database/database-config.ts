import type { SQLWrapper } from "drizzle-orm";

/** A PostgreSQL server, field by field. */
export interface ServerConfig {
  readonly host: string;
  /** @default 5432 */
  readonly port?: number;
  readonly database: string;
  readonly user: string;
  readonly password?: string;
  /**
   * TLS: `"require"` for encryption with whatever certificate the server has, `"prefer"` for encryption where the server
   * offers it, `true` or `"verify-full"` for a certificate that has to be valid, an object for Node's own TLS options.
   * @default false
   */
  readonly ssl?: boolean | "require" | "prefer" | "verify-full" | object;
  /** Connections at most. @default 10 */
  readonly max?: number;
  /** The PostgreSQL schema of the table. @default the connection's search path decides */
  readonly schema?: string;
  /** Whether statements are prepared by name; `false` for PgBouncer in transaction mode. @default true */
  readonly prepare?: boolean;
}

/** The embedded store: PGlite, in a directory of this machine, open in one process at a time. */
export interface EmbeddedConfig {
  /** Made if it is missing. */
  readonly directory: string;
  /** Milliseconds to wait while another process has the directory, and does not share it. @default 10000 */
  readonly waitMs?: number;
  /**
   * Whether other processes of the same user may use it through this one, by a socket in the directory, while it is open here. For a
   * process that has it for long. Where the directory's path is longer than a socket's may be, and on Windows, they wait as without.
   *
   * @default false
   */
  readonly share?: boolean;
}

/** A PGlite of the application's own, said by its shape: PGlite need not be installed. */
export interface PgliteDatabase {
  readonly waitReady: Promise<void>;
  exec(query: string): Promise<unknown>;
  execProtocol(message: Uint8Array): Promise<unknown>;
}

/** A Drizzle database of the application's own, over postgres.js, node-postgres or PGlite; or a transaction of it. */
export interface DrizzleDatabase {
  execute(query: SQLWrapper | string): PromiseLike<unknown>;
  transaction<T>(run: (tx: DrizzleDatabase) => Promise<T>): Promise<T>;
}

/** Where the traces are: a connection URL, a server, a directory, or a handle of the application's own. */
export type DatabaseConfig = string | ServerConfig | EmbeddedConfig | DrizzleDatabase | PgliteDatabase;

/** What holds for every kind of configuration. */
export interface DatabaseOptions {
  /** As in {@link ServerConfig}; for a URL or a handle. */
  readonly schema?: string;
  /** As in {@link ServerConfig}; for a URL, where it goes before a `pgbouncer=true` in it. */
  readonly prepare?: boolean;
  /** As in {@link ServerConfig}; for a URL. */
  readonly max?: number;
  /**
   * Milliseconds that a statement may take from when it has a connection, connecting included. It waits for one as
   * long as the server answers other statements, and fails when none was answered for that time. Of a handle that is
   * given, how long the handle lets it wait counts as well. @default 10000
   */
  readonly timeoutMs?: number;
}

/** A server as the driver is told of it. */
export interface ServerTarget extends Omit<ServerConfig, "database" | "user" | "schema" | "max"> {
  readonly port: number;
  /** Absent for the driver's own default, the user's name. */
  readonly database?: string;
  /** Absent for the driver's own default, the name of the process's user. */
  readonly user?: string;
  /** What the server is told at the start of each connection. */
  readonly parameters: Readonly<Record<string, string>>;
  /** `host:port/database`, for messages. */
  readonly name: string;
}

export const DEFAULT_PORT = 5432;
export const DEFAULT_TIMEOUT_MS = 10_000;
