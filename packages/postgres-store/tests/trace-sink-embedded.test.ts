import { PGlite } from "@electric-sql/pglite";
import { describeTraceSink } from "@steptrace/contracts";
import { drizzle } from "drizzle-orm/pglite";
import { afterAll } from "vitest";
import { type DatabaseConfig, dataDirectory, migrate, TraceStorage } from "../src/index.js";
import { migratedDirectory } from "./support/embedded-directory.js";

const cleanups: (() => Promise<unknown>)[] = [];
afterAll(async () => {
  for (const cleanup of cleanups.toReversed()) await cleanup();
});

function madeStore(): Promise<string> {
  return migratedDirectory((remove) => cleanups.push(remove));
}

function storage(config: DatabaseConfig): TraceStorage {
  const opened = new TraceStorage(config);
  cleanups.push(() => opened.close());
  return opened;
}

describeTraceSink("TraceStorage on a PGlite", async () => {
  const pglite = await PGlite.create();
  cleanups.push(() => pglite.close());
  await migrate(pglite);
  return storage(pglite);
});

describeTraceSink("TraceStorage on a Drizzle database over PGlite", async () => {
  const pglite = await PGlite.create(dataDirectory(await madeStore()));
  cleanups.push(() => pglite.close());
  return storage(drizzle(pglite));
});

describeTraceSink("TraceStorage in a directory", async () => {
  return storage({ directory: await madeStore() });
});
