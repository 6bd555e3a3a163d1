import { drizzle } from "drizzle-orm/postgres-js";
import type { Sql } from "postgres";
import type { DrizzleDatabase } from "../database/database-config.js";

/**
 * Runs a function on a client of one connection, and throws both away. The client ends with its connection: the driver
 * would go on with another one, on which the session's locks are not held.
 */
export async function ownSession<T>(
  connect: (onclose: () => void) => Sql,
  run: (session: DrizzleDatabase) => Promise<T>,
): Promise<T> {
  // Nothing is under way at either moment that would have to be waited for.
  const end = (): Promise<void> => client.end({ timeout: 0 });
  const client: Sql = connect(() => void end());
  try {
    return await run(drizzle(client));
  } finally {
    await end();
  }
}
