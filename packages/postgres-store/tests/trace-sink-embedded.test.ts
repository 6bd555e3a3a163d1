import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { PGlite } from "@electric-sql/pglite";
import { describeTraceSink } from "@steptrace/contracts";
import { drizzle } from "drizzle-orm/pglite";
import { afterAll } from "vitest";
import { type DatabaseConfig, migrate, TraceStorage } from "../src/index.js";

const cleanups: (() => Promise<unknown>)[] = [];
afterAll(async () => {
  for (const cleanup of cleanups.toReversed()) await cleanup();
});

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
  const pglite = await PGlite.create();
  cleanups.push(() => pglite.close());
  const db = drizzle(pglite);
  await migrate(db);
  return storage(db);
});

describeTraceSink("TraceStorage in a directory", async () => {
  const directory = await mkdtemp(join(tmpdir(), "steptrace-embedded-"));
  cleanups.push(() => rm(directory, { recursive: true }));
  return storage({ directory });
});
