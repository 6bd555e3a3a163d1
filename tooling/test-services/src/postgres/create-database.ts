import { whenUnused } from "./when-unused.js";
import { withAdministrator } from "./with-administrator.js";

/** A database that was made on a server. */
export interface CreatedDatabase {
  readonly url: string;
  /** Drops the database; who is still connected gets some seconds to end, and is ended then. */
  drop(): Promise<void>;
}

/**
 * Makes a database on a server: a copy of a template, or an empty one.
 *
 * @param server the URL of any database of the server, as a user who may make databases
 */
export async function createDatabase(
  server: string,
  name: string,
  template?: string,
): Promise<CreatedDatabase> {
  await withAdministrator(server, async (sql) => {
    if (template === undefined) await sql`CREATE DATABASE ${sql(name)}`;
    else await whenUnused(() => sql`CREATE DATABASE ${sql(name)} TEMPLATE ${sql(template)}`);
  });
  const url = new URL(server);
  url.pathname = `/${name}`;
  return {
    url: url.href,
    async drop() {
      await withAdministrator(server, async (sql) => {
        try {
          // PostgreSQL waits five seconds for connections that are closing: ended by force, they would report a fault.
          await sql`DROP DATABASE IF EXISTS ${sql(name)}`;
        } catch {
          await sql`DROP DATABASE IF EXISTS ${sql(name)} WITH (FORCE)`;
        }
      });
    },
  };
}
