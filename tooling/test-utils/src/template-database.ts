import { createDatabase, withAdministrator } from "@steptrace/test-services";
import { templateDatabaseName } from "./database-name.js";

/** What a test database holds at first. */
export interface DatabaseOptions {
  /**
   * Names the database that the test databases are copied from. Test files that name the same template share it: it
   * is made once in a run.
   */
  readonly template: string;
  /** Fills the template: runs the migrations. It must have closed its connections when it resolves. */
  prepare(url: string): Promise<void>;
}

/**
 * Makes the template unless another test file has made it already, and gives its name. Files that come at the same time
 * wait for the first one, on a lock in the administrator's database, where no migration runs.
 */
export async function templateDatabase(
  server: string,
  run: string,
  options: DatabaseOptions,
): Promise<string> {
  const name = templateDatabaseName(run, options.template);
  await withAdministrator(server, async (sql) => {
    // Held until the connection closes.
    await sql`SELECT pg_advisory_lock(hashtextextended(${name}, 0))`;
    const [existing] = await sql`SELECT 1 FROM pg_database WHERE datname = ${name}`;
    if (existing === undefined) await makeTemplate(server, name, options);
  });
  return name;
}

async function makeTemplate(server: string, name: string, options: DatabaseOptions): Promise<void> {
  const template = await createDatabase(server, name);
  try {
    await options.prepare(template.url);
  } catch (error) {
    // What exists counts as complete.
    await template.drop();
    throw error;
  }
}
