import { drizzle } from "drizzle-orm/postgres-js";
import postgres from "postgres";
import { describe, expect, onTestFinished } from "vitest";
import { TraceStorage } from "../src/index.js";
import { migratedTest as test } from "./support/migrated-test.js";
import { rejection } from "./support/rejection.js";
import { sampleTrace } from "./support/sample-trace.js";
import { urlOfWriter } from "./support/url-of-writer.js";

const PATIENCE = { timeout: 10_000, interval: 1 };

function open(url: string): TraceStorage {
  const storage = new TraceStorage(url);
  onTestFinished(() => storage.close());
  return storage;
}

describe("a month without a partition", () => {
  test.for([
    ["1970-01-01T00:00:00.000Z", "execution_traces_1970_01"],
    ["2024-02-29T23:59:59.999Z", "execution_traces_2024_02"],
    ["2024-03-01T00:00:00.000Z", "execution_traces_2024_03"],
    ["2100-02-28T23:59:59.999Z", "execution_traces_2100_02"],
    ["2030-12-31T23:59:59.999Z", "execution_traces_2030_12"],
    ["9999-11-30T23:59:59.999Z", "execution_traces_9999_11"],
    ["9999-12-31T23:59:59.999Z", "execution_traces_9999_12"],
  ])("gets one for a trace of %s", async ([moment, partition], { db }) => {
    const storage = open(db.url);
    const trace = sampleTrace({ startedAt: new Date(String(moment)) });
    await storage.finalizeTrace(trace, "success");
    expect(
      await db.sql`SELECT tableoid::regclass::text AS partition FROM execution_traces WHERE trace_id = ${trace.traceId}`,
    ).toEqual([{ partition }]);
    expect((await storage.getTrace(trace.traceId))?.startedAt).toEqual(trace.startedAt);
  });

  test("gets one from the first of 20 writers at the same time", async ({ db }) => {
    const storages = Array.from({ length: 20 }, () => open(db.url));
    const traces = storages.map((_, index) =>
      sampleTrace({ startedAt: new Date(Date.UTC(2020, 5, 1 + index)) }),
    );
    await Promise.all(
      storages.map((storage, index) => storage.finalizeTrace(traces[index] ?? sampleTrace(), "success")),
    );
    expect(await db.sql`SELECT count(*)::int AS rows FROM execution_traces_2020_06`).toEqual([{ rows: 20 }]);
  });

  test("gets one behind a transaction that writes", async ({ db }) => {
    await db.sql.begin(async (tx) => {
      await tx`INSERT INTO execution_traces (trace_id, skill_name) VALUES ('open', 'x')`;
      await open(db.url).finalizeTrace(sampleTrace({ startedAt: new Date("2019-01-01") }), "success");
    });
  });

  test("gets one as soon as a transaction is over that has the table locked, and others write meanwhile", async ({
    db,
  }) => {
    const storage = open(db.url);
    let storing: Promise<unknown> = Promise.resolve();
    await db.sql.begin(async (tx) => {
      await tx`LOCK TABLE execution_traces IN SHARE UPDATE EXCLUSIVE MODE`;
      storing = storage.finalizeTrace(sampleTrace({ startedAt: new Date("2018-01-01") }), "success");
      const waiting = () =>
        db.sql`SELECT 1 FROM pg_locks WHERE NOT granted AND relation = 'execution_traces'::regclass`;
      await expect.poll(waiting, PATIENCE).toHaveLength(1);
      await storage.finalizeTrace(sampleTrace(), "success");
    });
    expect(await storing).toMatchObject({ status: "success" });
  });

  test("stays without one for a role that may not make it, which is told who may", async ({ db }) => {
    const storage = open(await urlOfWriter(db));
    await storage.finalizeTrace(sampleTrace(), "success");
    const trace = sampleTrace({ startedAt: new Date("2017-01-01") });
    const error = await rejection(storage.finalizeTrace(trace, "success"));
    expect(error).toMatchObject({ reason: "permission", sqlState: "42501" });
    expect(error.message).toContain("execution_traces_2017_01");
    expect(error.message).toContain("steptrace maintain");
    await open(db.url).finalizeTrace(sampleTrace({ startedAt: new Date("2017-01-02") }), "success");
    expect(await storage.finalizeTrace(trace, "success")).toMatchObject({ status: "success" });
  });

  test("stays without one where a table of its name is in the way, and says so", async ({ db }) => {
    await db.sql`CREATE TABLE execution_traces_2016_01 (LIKE execution_traces INCLUDING CONSTRAINTS)`;
    const storage = open(db.url);
    const trace = sampleTrace({ startedAt: new Date("2016-01-15") });
    const error = await rejection(storage.finalizeTrace(trace, "success"));
    expect(error).toMatchObject({ reason: "rejected", sqlState: "42P07" });
    expect(error.message).toMatch(/execution_traces_2016_01.*attach it.*or rename it/);
    await db.sql`ALTER TABLE execution_traces ATTACH PARTITION execution_traces_2016_01 FOR VALUES FROM ('2016-01-01') TO ('2016-02-01')`;
    expect(await storage.finalizeTrace(trace, "success")).toMatchObject({ status: "success" });
  });

  test("gets one in a transaction of the application's own, whose settings stay what they were", async ({
    db,
  }) => {
    const client = postgres(db.url, { max: 2 });
    onTestFinished(() => client.end());
    const handle = drizzle(client);
    const storage = new TraceStorage(handle);
    await handle.transaction(async (tx) => {
      await tx.execute("SET LOCAL lock_timeout = '7s'");
      await storage.finalizeTrace(sampleTrace({ startedAt: new Date("2015-01-01") }), "success", { tx });
      expect([...(await tx.execute("SHOW lock_timeout"))]).toEqual([{ lock_timeout: "7s" }]);
    });
    expect(await db.sql`SELECT count(*)::int AS rows FROM execution_traces_2015_01`).toEqual([{ rows: 1 }]);
  });

  test("is told from what is there in any DateStyle", async ({ db }) => {
    const storage = open(`${db.url}?DateStyle=${encodeURIComponent("SQL, DMY")}`);
    const partitions = await storage.listPartitions();
    expect(partitions).toEqual(await open(db.url).listPartitions());
    await storage.finalizeTrace(sampleTrace({ startedAt: new Date("2014-05-06") }), "success");
    expect((await storage.listPartitions())[0]?.from).toMatch(/^\d{4}-\d{2}-01 00:00:00$/);
  });
});
