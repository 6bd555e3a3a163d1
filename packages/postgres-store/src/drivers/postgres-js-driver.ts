import type { SQL } from "drizzle-orm";
import { drizzle } from "drizzle-orm/postgres-js";
import postgres from "postgres";
import type { DatabaseOptions, DrizzleDatabase, ServerTarget } from "../database/database-config.js";
import type { Driver } from "../database/driver.js";

const MS_PER_SECOND = 1000;
/** Seconds between attempts to connect: the driver's own default makes a short outage last up to twelve. */
const RECONNECT_SECONDS = 0.2;
const DEFAULT_CONNECTIONS = 10;
const DEFAULT_TIMEOUT_MS = 10_000;
/** How long the closing of a pool waits for statements under way. */
const CLOSE_SECONDS = 5;

type Client = ReturnType<typeof postgres>;
interface Pool {
  readonly client: Client;
  readonly db: DrizzleDatabase;
}

/** A server by postgres.js: single statements on a pool, and a session on a client that is thrown away afterwards. */
export class PostgresJsDriver implements Driver {
  readonly target: string;
  readonly isShared = true;
  readonly #connection: ServerTarget["connection"];
  readonly #options: DatabaseOptions;
  #pool: Pool;

  constructor(server: ServerTarget, options: DatabaseOptions) {
    this.target = server.name;
    this.#connection = server.connection;
    this.#options = options;
    this.#pool = this.#openPool();
  }

  async open(): Promise<void> {}

  async execute(statement: SQL): Promise<unknown> {
    return this.#pool.db.execute(statement);
  }

  async session<T>(run: (session: DrizzleDatabase) => Promise<T>): Promise<T> {
    const client = this.#connect({ max: 1, connection: { application_name: "steptrace" } });
    try {
      return await run(drizzle(client));
    } finally {
      await client.end({ timeout: CLOSE_SECONDS });
    }
  }

  reset(): void {
    void this.#pool.client.end({ timeout: 0 });
    this.#pool = this.#openPool();
  }

  async close(): Promise<void> {
    await this.#pool.client.end({ timeout: CLOSE_SECONDS });
  }

  #openPool(): Pool {
    const { prepare = true, max = DEFAULT_CONNECTIONS, timeoutMs = DEFAULT_TIMEOUT_MS } = this.#options;
    const client = this.#connect({
      max,
      prepare,
      connection: {
        application_name: "steptrace",
        // PgBouncer refuses startup parameters that it does not know; there, the limit on this side has to do.
        ...(prepare && { statement_timeout: Math.ceil(timeoutMs) }),
      },
    });
    return { client, db: drizzle(client) };
  }

  #connect(options: postgres.Options<Record<string, never>>): Client {
    const { timeoutMs = DEFAULT_TIMEOUT_MS } = this.#options;
    const all = {
      ...options,
      connect_timeout: Math.max(1, Math.ceil(timeoutMs / MS_PER_SECOND)),
      backoff: () => RECONNECT_SECONDS,
      // Every type that we read is cast to one that needs no look-up.
      fetch_types: false,
      onnotice: () => {},
    };
    if (typeof this.#connection === "string") return postgres(this.#connection, all);
    const { host, port, database, user, password, ssl } = this.#connection;
    return postgres({
      ...all,
      host,
      database,
      user,
      ...(port !== undefined && { port }),
      ...(password !== undefined && { password }),
      ...(ssl !== undefined && { ssl }),
    });
  }
}
