import { withAdministrator } from "@steptrace/test-services";

/** Drops every database of a server whose name `isDoomed` says so, whoever is still connected. */
export async function dropDatabases(server: string, isDoomed: (name: string) => boolean): Promise<void> {
  await withAdministrator(server, async (sql) => {
    const databases = await sql<{ datname: string }[]>`SELECT datname FROM pg_database`;
    for (const { datname } of databases) {
      if (isDoomed(datname)) await sql`DROP DATABASE IF EXISTS ${sql(datname)} WITH (FORCE)`;
    }
  });
}
