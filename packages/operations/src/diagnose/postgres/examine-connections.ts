import type { Database } from "@steptrace/postgres-store";
import { sql } from "drizzle-orm";

export interface ConnectionsFacts {
  readonly used: number;
  /** Those that are kept for superusers apart. */
  readonly most: number;
}

/** By the databases' own counts, which every role may read. @throws {StorageError} */
export async function readConnections(database: Database): Promise<ConnectionsFacts> {
  const [row] = await database.rows<ConnectionsFacts>(
    "Counting connections",
    sql`
      SELECT coalesce(sum(numbackends), 0)::int AS used,
             current_setting('max_connections')::int - current_setting('superuser_reserved_connections')::int AS most
        FROM pg_catalog.pg_stat_database`,
  );
  if (row === undefined) throw new Error("The server answered without a row.");
  return row;
}
