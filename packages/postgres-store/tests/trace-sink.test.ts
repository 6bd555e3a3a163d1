import { describeTraceSink } from "@steptrace/contracts";
import { createTestDatabase, type TestDatabase } from "@steptrace/test-utils";
import { drizzle as nodePostgres } from "drizzle-orm/node-postgres";
import { drizzle as postgresJs } from "drizzle-orm/postgres-js";
import pg from "pg";
import postgres from "postgres";
import { afterAll } from "vitest";
import { type DatabaseConfig, migrate, TraceStorage, type TraceStorageOptions } from "../src/index.js";

const cleanups: (() => Promise<unknown>)[] = [];
afterAll(async () => {
  for (const cleanup of cleanups.toReversed()) await cleanup();
});

async function migrated(): Promise<TestDatabase> {
  const database = await createTestDatabase({
    template: "postgres-store",
    prepare: async (url) => void (await migrate(url)),
  });
  cleanups.push(() => database.drop());
  return database;
}

function storage(config: DatabaseConfig, options?: TraceStorageOptions): TraceStorage {
  const opened = new TraceStorage(config, options);
  cleanups.push(() => opened.close());
  return opened;
}

describeTraceSink("TraceStorage by a URL", async () => storage((await migrated()).url));

describeTraceSink("TraceStorage by fields, without prepared statements, in a schema of its own", async () => {
  const { url } = await migrated();
  const { hostname, port, pathname, username, password } = new URL(url);
  const config = {
    host: hostname,
    port: Number(port),
    database: pathname.slice(1),
    user: username,
    ...(password !== "" && { password }),
    schema: `My "odd" schema`,
    prepare: false,
  };
  await migrate(config);
  return storage(config);
});

describeTraceSink("TraceStorage on a Drizzle database over node-postgres", async () => {
  const pool = new pg.Pool({ connectionString: (await migrated()).url });
  cleanups.push(() => pool.end());
  return storage(nodePostgres(pool));
});

describeTraceSink("TraceStorage on a Drizzle database over postgres.js", async () => {
  const client = postgres((await migrated()).url);
  cleanups.push(() => client.end());
  return storage(postgresJs(client));
});
