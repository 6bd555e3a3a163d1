import type { SQL } from "drizzle-orm";
import type { Pool, PoolClient } from "pg";
import postgres from "postgres";
import type { DrizzleDatabase } from "../database/database-config.js";
import type { Driver } from "../database/driver.js";
import type { TimeLimit } from "../database/time-limit.js";
import { ownSession } from "./own-session.js";

interface PostgresJsClient {
  readonly options: { readonly shared: unknown } & Record<string, unknown>;
}

/** A Drizzle database of the application's own: used as it stands, and left open. */
export class HandleDriver implements Driver {
  readonly target = "the application's own database";
  readonly isShared: boolean;
  readonly #db: DrizzleDatabase;

  constructor(db: DrizzleDatabase) {
    this.#db = db;
    const client = clientOf(db);
    this.isShared = !(typeof client === "object" && client !== null && "execProtocol" in client);
  }

  async execute(statement: SQL, limit: TimeLimit): Promise<unknown> {
    return limit(this.#db.execute(statement));
  }

  async session<T>(run: (session: DrizzleDatabase) => Promise<T>): Promise<T> {
    const client = clientOf(this.#db);
    if (isPool(client)) return withPgClient(client, run);
    if (isPostgresJs(client)) return withPostgresJsClient(client, run);
    // One connection only (node-postgres Client, PGlite): it is a session already.
    return run(this.#db);
  }

  async close(): Promise<void> {}
}

async function withPgClient<T>(pool: Pool, run: (session: DrizzleDatabase) => Promise<T>): Promise<T> {
  const { drizzle } = await import("drizzle-orm/node-postgres");
  const client = await takeClient(pool);
  try {
    const result = await run(drizzle(client));
    client.off("error", ignore);
    client.release();
    return result;
  } catch (error) {
    // Whatever it left behind in its session goes with the connection.
    client.release(true);
    throw error;
  }
}

/** With a callback, for a promise comes too late for a connection that dies in the moment of its making. */
function takeClient(pool: Pool): Promise<PoolClient> {
  return new Promise((resolve, reject) => {
    pool.connect((error, client) => {
      if (client === undefined) return reject(error);
      client.on("error", ignore);
      resolve(client);
    });
  });
}

/** A connection that dies between two statements: the next one fails, and says so. Notices: all say what is there already. */
function ignore(): void {}

async function withPostgresJsClient<T>(
  client: PostgresJsClient,
  run: (session: DrizzleDatabase) => Promise<T>,
): Promise<T> {
  // Without `shared`, the options count as a user's own, and make a client that is independent of the pool.
  const { shared: _, ...options } = client.options;
  const own = { fetch_types: false, max: 1, onnotice: ignore };
  return ownSession((onclose) => postgres({ ...options, ...own, onclose }), run);
}

function clientOf(db: DrizzleDatabase): unknown {
  return (db as { readonly $client?: unknown }).$client;
}

function isPool(client: unknown): client is Pool {
  return typeof client === "object" && client !== null && "totalCount" in client && "connect" in client;
}

function isPostgresJs(client: unknown): client is PostgresJsClient {
  return typeof client === "function" && "options" in client && "unsafe" in client;
}
