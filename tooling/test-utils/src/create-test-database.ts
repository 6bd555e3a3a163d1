import { createDatabase } from "@steptrace/test-services";
import postgres, { type Sql } from "postgres";
import { inject } from "vitest";
import { uniqueDatabaseName } from "./database-name.js";
import "./provided-context.js";
import { type DatabaseOptions, templateDatabase } from "./template-database.js";

/** A PostgreSQL database that one test file has to itself. */
export interface TestDatabase {
  readonly url: string;
  /** A client of this database, for asserting on rows. */
  readonly sql: Sql;
  /** Closes the client and drops the database, whoever is still connected. */
  drop(): Promise<void>;
}

/**
 * Makes a database: a copy of a template, or an empty one. For a test that needs more than the one of its file; it must
 * drop it. What it forgets is dropped at the end of the run.
 *
 * @example
 * const other = await createTestDatabase();
 * onTestFinished(() => other.drop());
 */
export async function createTestDatabase(options?: DatabaseOptions): Promise<TestDatabase> {
  const server = inject("databaseUrl");
  const run = inject("testRun");
  const template = options && (await templateDatabase(server, run, options));
  const database = await createDatabase(server, uniqueDatabaseName(run), template);
  const sql = postgres(database.url, { max: 4, onnotice: () => {} });
  return {
    url: database.url,
    sql,
    async drop() {
      await sql.end({ timeout: 5 });
      await database.drop();
    },
  };
}
