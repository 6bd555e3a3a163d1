import { PGlite } from "@electric-sql/pglite";
import { InvalidArgumentError } from "@steptrace/core";
import { sql } from "drizzle-orm";
import { drizzle as nodePostgres } from "drizzle-orm/node-postgres";
import { drizzle as pgliteDrizzle } from "drizzle-orm/pglite";
import { drizzle as postgresJs } from "drizzle-orm/postgres-js";
import pg from "pg";
import postgres from "postgres";
import { afterAll, describe, expect, onTestFinished } from "vitest";
import { type DrizzleDatabase, migrate, TraceStorage } from "../src/index.js";
import { migratedTest as test } from "./support/migrated-test.js";
import { rejection } from "./support/rejection.js";
import { sampleTrace } from "./support/sample-trace.js";

const handles: readonly [string, (url: string) => Promise<DrizzleDatabase>][] = [
  [
    "postgres.js",
    async (url) => {
      const client = postgres(url, { max: 2 });
      onTestFinished(() => client.end());
      return postgresJs(client);
    },
  ],
  [
    "node-postgres",
    async (url) => {
      const pool = new pg.Pool({ connectionString: url, max: 2 });
      onTestFinished(() => pool.end());
      return nodePostgres(pool);
    },
  ],
  [
    "PGlite",
    async () => {
      pglite ??= PGlite.create();
      const opened = await pglite;
      await migrate(opened);
      return pgliteDrizzle(opened);
    },
  ],
];
/** One for all tests, for it takes its time to start. */
let pglite: Promise<PGlite> | undefined;
afterAll(async () => (await pglite)?.close());
const undo = new Error("the application changed its mind");

describe.each(handles)("finalizeTrace in a transaction of the application's own, over %s", (name, open) => {
  test("stores the trace with the rest", async ({ db }) => {
    const handle = await open(db.url);
    const storage = new TraceStorage(handle);
    const trace = sampleTrace();
    await handle.transaction(async (tx) => {
      await tx.execute(sql`CREATE TABLE IF NOT EXISTS orders (id text)`);
      const result = await storage.finalizeTrace(trace, "success", { tx });
      expect(result).toEqual({ traceId: trace.traceId, totalDurationMs: 150, status: "success" });
      await tx.execute(sql`INSERT INTO orders VALUES (${trace.traceId})`);
    });
    expect(await storage.getTrace(trace.traceId)).toMatchObject({ status: "success" });
  });

  test("stores nothing when it is rolled back, and the trace can be finalized again", async ({ db }) => {
    const handle = await open(db.url);
    const storage = new TraceStorage(handle);
    const trace = sampleTrace({ startedAt: new Date("2013-04-05") });
    const transaction = handle.transaction(async (tx) => {
      await storage.finalizeTrace(trace, "failed", { tx, errorMessage: "no disk" });
      throw undo;
    });
    await expect(transaction).rejects.toBe(undo);
    expect(await storage.getTrace(trace.traceId)).toBeUndefined();
    await storage.finalizeTrace(trace, "failed", { errorMessage: "no disk" });
    expect(await storage.getTrace(trace.traceId)).toMatchObject({
      status: "failed",
      errorMessage: "no disk",
    });
  });

  test("makes the partition of a month that has none, and takes it back with the rest", async ({ db }) => {
    const handle = await open(db.url);
    const storage = new TraceStorage(handle);
    const trace = sampleTrace({
      startedAt: new Date(Date.UTC(2000 + handles.findIndex(([own]) => own === name), 3)),
    });
    const partition = `execution_traces_${trace.startedAt.getUTCFullYear()}_04`;
    const names = async () => (await storage.listPartitions()).map((info) => info.name);
    await handle
      .transaction(async (tx) => {
        await storage.finalizeTrace(trace, "success", { tx });
        throw undo;
      })
      .catch(() => {});
    expect(await names()).not.toContain(partition);
    await handle.transaction(async (tx) => void (await storage.finalizeTrace(trace, "success", { tx })));
    expect(await names()).toContain(partition);
    expect(await storage.getTrace(trace.traceId)).toMatchObject({ status: "success" });
  });

  test("leaves the transaction whole when it fails", async ({ db }) => {
    const handle = await open(db.url);
    const storage = new TraceStorage(handle);
    const before = sampleTrace();
    const refused = sampleTrace({ totalDurationMs: 2 ** 31 });
    const after = sampleTrace();
    await handle.transaction(async (tx) => {
      await storage.finalizeTrace(before, "success", { tx });
      await storage.finalizeTrace(refused, "success", { tx }).catch(() => {});
      await expect(storage.finalizeTrace(before, "failed", { tx })).rejects.toMatchObject({
        code: "TRACE_FINALIZED",
      });
      const lost = new TraceStorage(handle, { schema: "no_such_schema" });
      expect(await rejection(lost.finalizeTrace(after, "success", { tx }))).toMatchObject({
        reason: "not-migrated",
      });
      await storage.finalizeTrace(after, "success", { tx });
    });
    expect(await storage.getTrace(before.traceId)).toMatchObject({ status: "success" });
    expect(await storage.getTrace(after.traceId)).toMatchObject({ status: "success" });
  });
});

test("finalizeTrace refuses what is no transaction, and closes nothing", async ({ db }) => {
  const storage = new TraceStorage(db.url);
  onTestFinished(() => storage.close());
  for (const tx of [null, {}, "tx", 7]) {
    await expect(storage.finalizeTrace(sampleTrace(), "success", { tx: tx as never })).rejects.toThrow(
      InvalidArgumentError,
    );
  }
});
