import { uuidV7 } from "@steptrace/core";
import { type PrivateServer, startPostgres } from "@steptrace/test-services";
import { drizzle } from "drizzle-orm/node-postgres";
import { drizzle as postgresJs } from "drizzle-orm/postgres-js";
import pg from "pg";
import postgres from "postgres";
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from "vitest";
import { type DatabaseConfig, migrate, TraceStorage, type TraceStorageOptions } from "../src/index.js";
import { rejection } from "./support/rejection.js";
import { sampleTrace } from "./support/sample-trace.js";

const TIMEOUT_MS = 1000;
const PATIENCE = { timeout: 15_000, interval: 50 };

let server: PrivateServer;
beforeAll(async () => {
  server = await startPostgres();
  await migrate(server.url);
});
afterAll(() => server.stop());

function open(config: DatabaseConfig = server.url, options: TraceStorageOptions = {}): TraceStorage {
  const storage = new TraceStorage(config, { timeoutMs: TIMEOUT_MS, retryForMs: TIMEOUT_MS, ...options });
  onTestFinished(() => storage.close());
  return storage;
}

async function storedIds(): Promise<ReadonlySet<string>> {
  const sql = postgres(server.url, { max: 1 });
  try {
    const rows = await sql<{ trace_id: string }[]>`SELECT trace_id FROM execution_traces`;
    return new Set(rows.map((row) => row.trace_id));
  } finally {
    await sql.end();
  }
}

describe("a server that says nothing any more", () => {
  const pools: [string, () => DatabaseConfig][] = [
    ["postgres.js", () => server.url],
    [
      "a node-postgres handle",
      () => {
        const pool = new pg.Pool({ connectionString: server.url });
        pool.on("error", () => {});
        onTestFinished(() => pool.end());
        return drizzle(pool);
      },
    ],
  ];

  it.each(pools)(
    "makes every call reject in time, and is used again when it goes on: %s",
    async (_, config) => {
      const storage = open(config());
      await Promise.all(Array.from({ length: 20 }, () => storage.finalizeTrace(sampleTrace(), "success")));
      await server.pause();
      const calls = Array.from({ length: 50 }, () => storage.finalizeTrace(sampleTrace(), "success"));
      const errors = await Promise.all([...calls, storage.getTrace("some-id")].map(rejection));
      for (const { reason } of errors) expect(["timeout", "unreachable"]).toContain(reason);
      await server.resume();
      const trace = sampleTrace();
      await expect
        .poll(() => storage.finalizeTrace(trace, "success").catch(() => undefined), PATIENCE)
        .toMatchObject({ status: "success" });
      expect(await storedIds()).toContain(trace.traceId);
    },
  );

  it("can be closed meanwhile", async () => {
    const storage = open();
    await storage.finalizeTrace(sampleTrace(), "success");
    await server.pause();
    onTestFinished(() => server.resume());
    const call = rejection(storage.getTrace("some-id"));
    await storage.close();
    await call;
  });

  it("makes a call reject that has to connect first", async () => {
    await server.pause();
    const error = await rejection(open().finalizeTrace(sampleTrace(), "success"));
    expect(["timeout", "unreachable"]).toContain(error.reason);
    await server.resume();
  });
});

describe("more statements than connections", () => {
  it("wait for their turn, as long as the server answers: the time limit is each one's own", async () => {
    await migrate(server.url, { schema: "slow" });
    const sql = postgres(server.url, { max: 1 });
    onTestFinished(() => sql.end());
    await sql.unsafe(`
      CREATE FUNCTION slow.wait() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN PERFORM pg_sleep(0.05); RETURN NEW; END';
      CREATE TRIGGER wait BEFORE INSERT ON slow.execution_traces FOR EACH ROW EXECUTE FUNCTION slow.wait()`);
    const storage = open(server.url, { schema: "slow", max: 2, timeoutMs: 500 });
    const traces = Array.from({ length: 60 }, () => sampleTrace());
    await Promise.all(traces.map((trace) => storage.finalizeTrace(trace, "success")));
    expect(await sql`SELECT count(*)::int AS stored FROM slow.execution_traces`).toEqual([{ stored: 60 }]);
  });

  it("fail together, and not one batch after the other, when the server says nothing any more", async () => {
    const storage = open();
    await storage.finalizeTrace(sampleTrace(), "success");
    await server.pause();
    onTestFinished(() => server.resume());
    const calls = Array.from({ length: 2000 }, () => storage.finalizeTrace(sampleTrace(), "success"));
    const errors = await Promise.all(calls.map(rejection));
    for (const { reason } of errors) expect(["timeout", "unreachable"]).toContain(reason);
    for (const { message } of errors)
      expect(message).toMatch(/^Storing trace '.*' failed at .*: no answer within 1000 ms\. /);
  });
});

describe("a statement that is slower than the time limit", () => {
  it("fails, and leaves others alone", async () => {
    const storage = open();
    const sql = postgres(server.url, { max: 1 });
    onTestFinished(() => sql.end());
    const blocked = sampleTrace();
    await sql.begin(async (tx) => {
      await tx`INSERT INTO execution_traces (trace_id, started_at, skill_name)
               VALUES (${blocked.traceId}, ${blocked.startedAt.toISOString()}::text::timestamp, 'x')`;
      const slow = rejection(storage.finalizeTrace(blocked, "success"));
      const others: Promise<unknown>[] = [];
      let isSlow = true;
      void slow.finally(() => {
        isSlow = false;
      });
      while (isSlow) {
        others.push(storage.finalizeTrace(sampleTrace(), "success"));
        await others.at(-1);
      }
      expect((await slow).reason).toBe("timeout");
      expect(others.length).toBeGreaterThan(0);
      await Promise.all(others);
    });
  });
});

describe("close", () => {
  it.each(["before", "after"])("stores all that was begun, %s the first is", async (when) => {
    const url = `${server.url}?application_name=closing`;
    const storage = open(url, { max: 2 });
    const traces = Array.from({ length: 50 }, () => sampleTrace());
    const calls = traces.map((trace) => storage.finalizeTrace(trace, "success"));
    if (when === "after") await calls[0];
    const closed = storage.close();
    const late = await rejection(storage.finalizeTrace(sampleTrace(), "success"));
    expect(late).toMatchObject({ reason: "closed" });
    await closed;
    await Promise.all(calls);
    const stored = await storedIds();
    for (const { traceId } of traces) expect(stored).toContain(traceId);
    const sql = postgres(server.url, { max: 1 });
    onTestFinished(() => sql.end());
    const left = () => sql`SELECT 1 FROM pg_stat_activity WHERE application_name = 'closing'`;
    await expect.poll(left, PATIENCE).toEqual([]);
  });
});

describe("a server that dies", () => {
  it("is used again after its restart, and has every row that it acknowledged", async () => {
    const storage = open();
    const acknowledged: string[] = [];
    let isDown = false;
    let isOver = false;
    const writers = Array.from({ length: 8 }, async () => {
      while (!isOver) {
        const trace = sampleTrace();
        try {
          await storage.finalizeTrace(trace, "success");
          acknowledged.push(trace.traceId);
        } catch (error) {
          expect(error).toMatchObject({ name: "StorageError" });
          isDown = true;
        }
      }
    });
    await expect.poll(() => acknowledged.length, PATIENCE).toBeGreaterThan(100);
    await server.crash();
    await expect.poll(() => isDown, PATIENCE).toBe(true);
    await server.restart();
    const before = acknowledged.length;
    await expect.poll(() => acknowledged.length, PATIENCE).toBeGreaterThan(before + 100);
    isOver = true;
    await Promise.all(writers);
    const stored = await storedIds();
    expect(acknowledged.filter((id) => !stored.has(id))).toEqual([]);
  });
});

describe("backends that are terminated", () => {
  it.each([true, false])("cost no acknowledged row (prepare: %s)", async (prepare) => {
    const storage = open(server.url, { prepare, max: 4 });
    const sql = postgres(server.url, { max: 1 });
    onTestFinished(() => sql.end());
    const acknowledged: string[] = [];
    const refused: string[] = [];
    let kills = 0;
    const writers = Array.from({ length: 16 }, async () => {
      while (kills < 40) {
        const traceId = uuidV7(Date.now());
        try {
          await storage.finalizeTrace(sampleTrace({ traceId }), "success");
          acknowledged.push(traceId);
        } catch (error) {
          expect(error).toMatchObject({ name: "StorageError", reason: "unreachable" });
          refused.push(traceId);
        }
      }
    });
    while (kills < 40) {
      await sql`SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = 'steptrace' LIMIT 1`;
      kills += 1;
      const written = acknowledged.length;
      await expect.poll(() => acknowledged.length, { ...PATIENCE, interval: 5 }).toBeGreaterThan(written);
    }
    await Promise.all(writers);
    const stored = await storedIds();
    expect(acknowledged.filter((id) => !stored.has(id))).toEqual([]);
    expect(acknowledged.length).toBeGreaterThan(40);
  });

  const configs: [string, (url: string) => DatabaseConfig][] = [
    ["a URL", (url) => url],
    [
      "a node-postgres handle",
      (url) => {
        const pool = new pg.Pool({ connectionString: url });
        pool.on("error", () => {});
        onTestFinished(() => pool.end());
        return drizzle(pool);
      },
    ],
    [
      "a postgres.js handle",
      (url) => {
        const client = postgres(url, { onnotice: () => {} });
        onTestFinished(() => client.end());
        return postgresJs(client);
      },
    ],
  ];

  it.each(configs)("leave a migration whole or undone, by %s", async (_, configOf) => {
    const sql = postgres(server.url, { max: 1, onnotice: () => {} });
    onTestFinished(() => sql.end());
    const config = configOf(`${server.url}?application_name=doomed`);
    let kills = 0;
    for (let round = 0; round < 10; round += 1) {
      await sql`DROP SCHEMA IF EXISTS doomed CASCADE`;
      let isOver = false;
      const migrating = migrate(config, { schema: "doomed" })
        .catch((error: unknown) => expect(error).toMatchObject({ name: "StorageError" }))
        .finally(() => {
          isOver = true;
        });
      while (!isOver) {
        const killed = await sql`
          SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = 'doomed'`;
        kills += killed.length;
        if (killed.length > 0) break;
      }
      await migrating;
      await migrate(server.url, { schema: "doomed" });
      expect((await migrate(server.url, { schema: "doomed" })).applied).toEqual([]);
    }
    expect(kills).toBeGreaterThan(0);
  });
});
