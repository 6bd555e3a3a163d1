import { isIPv6 } from "node:net";
import type { SQL } from "drizzle-orm";
import { PgDialect } from "drizzle-orm/pg-core";
import postgres from "postgres";
import {
  type DatabaseOptions,
  DEFAULT_TIMEOUT_MS,
  type DrizzleDatabase,
  type ServerTarget,
} from "../database/database-config.js";
import type { Driver, Planning } from "../database/driver.js";
import type { TimeLimit } from "../database/time-limit.js";
import { type Connection, ConnectionPool } from "./connection-pool.js";
import { ownSession } from "./own-session.js";

const MS_PER_SECOND = 1000;
const DEFAULT_CONNECTIONS = 10;
/** The server gives up first: a statement that is merely slow then ends in order, and its connection goes on. */
const SERVERS_SHARE_OF_TIMEOUT = 0.9;
const IDLE_MS = 10_000;
/** How long the closing waits for statements under way. */
const CLOSE_SECONDS = 5;

const dialect = new PgDialect();

/** A server by postgres.js: single statements on a pool, and a session on a client that is thrown away afterwards. */
export class PostgresJsDriver implements Driver {
  readonly target: string;
  readonly isShared = true;
  readonly #server: ServerTarget;
  readonly #timeoutMs: number;
  readonly #pool: ConnectionPool;

  constructor(server: ServerTarget, options: DatabaseOptions) {
    const {
      prepare = server.prepare ?? true,
      max = DEFAULT_CONNECTIONS,
      timeoutMs = DEFAULT_TIMEOUT_MS,
    } = options;
    this.target = server.name;
    this.#server = server;
    this.#timeoutMs = timeoutMs;
    // PgBouncer refuses startup parameters that it does not know; there, the limit on this side has to do.
    // To compile a statement takes longer than any of ours does.
    const parameters = prepare
      ? { statement_timeout: String(Math.ceil(timeoutMs * SERVERS_SHARE_OF_TIMEOUT)), jit: "off" }
      : {};
    this.#pool = new ConnectionPool(() => this.#connect({ prepare }, parameters), {
      max,
      timeoutMs,
      idleMs: IDLE_MS,
    });
  }

  /** Not by way of Drizzle: it has the server parse every statement anew, which takes a second round trip. */
  execute(statement: SQL, limit: TimeLimit, planning: Planning): Promise<unknown> {
    const { sql, params } = dialect.sqlToQuery(statement);
    const prepare = params.length > 0 && planning === "by kind";
    return this.#pool.use(limit, (connection) =>
      connection.unsafe(sql, params as postgres.ParameterOrJSON<never>[], { prepare }),
    );
  }

  async session<T>(run: (session: DrizzleDatabase) => Promise<T>): Promise<T> {
    return ownSession((onclose) => this.#connect({ onclose }, {}), run);
  }

  async close(): Promise<void> {
    await this.#pool.close(CLOSE_SECONDS);
  }

  #connect(
    options: postgres.Options<Record<string, never>>,
    parameters: Readonly<Record<string, string>>,
  ): Connection {
    const { host, port, database, user, password, ssl = false } = this.#server;
    return postgres({
      ...options,
      ...addressOf(host, port),
      ...(database !== undefined && { database }),
      ...(user !== undefined && { user }),
      ...(password !== undefined && { password }),
      ssl,
      connection: { application_name: "steptrace", ...parameters, ...this.#server.parameters },
      max: 1,
      connect_timeout: Math.max(1, Math.ceil(this.#timeoutMs / MS_PER_SECOND)),
      // Every type that we read is cast to one that needs no look-up.
      fetch_types: false,
      onnotice: () => {},
    });
  }
}

/** The driver takes a colon in a text for the beginning of a port; lists it takes as they are, whatever its types say. */
function addressOf(host: string, port: number): { readonly host: string; readonly port: number } {
  return isIPv6(host)
    ? ({ host: [host], port: [port] } as unknown as ReturnType<typeof addressOf>)
    : { host, port };
}
