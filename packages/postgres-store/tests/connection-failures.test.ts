import { once } from "node:events";
import { chmod, mkdtemp, rm, writeFile } from "node:fs/promises";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { startPostgres } from "@steptrace/test-services";
import { drizzle } from "drizzle-orm/node-postgres";
import { drizzle as postgresJs } from "drizzle-orm/postgres-js";
import pg from "pg";
import postgres from "postgres";
import { describe, expect, onTestFinished } from "vitest";
import { type DatabaseConfig, migrate, TraceStorage, type TraceStorageOptions } from "../src/index.js";
import { migratedTest } from "./support/migrated-test.js";
import { startTlsProxy } from "./support/proxy.js";
import { allOf, rejection } from "./support/rejection.js";
import { sampleTrace } from "./support/sample-trace.js";

const test = migratedTest;
const PASSWORD = "s3cr@t/#? word%";

function open(config: DatabaseConfig, options?: TraceStorageOptions): TraceStorage {
  const storage = new TraceStorage(config, options);
  onTestFinished(() => storage.close());
  return storage;
}

/** Every call that goes to the database. */
function callsOf(storage: TraceStorage): readonly Promise<unknown>[] {
  return [
    storage.finalizeTrace(sampleTrace(), "success"),
    storage.getTrace("some-id"),
    storage.findTraceId("some-execution"),
    storage.listPartitions(),
  ];
}

async function unusedPort(): Promise<number> {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as { port: number };
  server.close();
  await once(server, "close");
  return port;
}

describe("TraceStorage", () => {
  test("says that nobody listens on a port", async () => {
    const port = await unusedPort();
    const config = { host: "127.0.0.1", port, database: "app", user: "app", password: PASSWORD };
    for (const error of await Promise.all(callsOf(open(config, { retryForMs: 100 })).map(rejection))) {
      expect(error).toMatchObject({ reason: "unreachable" });
      expect(error.message).toContain(`127.0.0.1:${port}/app`);
      expect(error.message).toContain("Check that PostgreSQL is running");
      expect(allOf(error)).not.toContain(PASSWORD);
    }
    expect(await rejection(migrate(config))).toMatchObject({ reason: "unreachable" });
  });

  test("is closed at once where what is under way fails meanwhile", async () => {
    const port = await unusedPort();
    const storage = new TraceStorage({ host: "127.0.0.1", port, database: "app", user: "app" });
    const calls = [storage.getTrace("one"), storage.getTrace("two")].map(rejection);
    await calls[0];
    // Far more than it takes, and less than the closing waits for statements that do not end.
    const hang = sleep(4000, "it hangs", { ref: false });
    expect(await Promise.race([storage.close(), hang])).toBeUndefined();
    await Promise.all(calls);
  });

  test("says that a host has no address", async () => {
    const config = { host: "no-such-host.invalid", database: "app", user: "app" };
    expect(await rejection(open(config).getTrace("some-id"))).toMatchObject({ reason: "unreachable" });
  });

  test("says that a database does not exist", async ({ db }) => {
    const url = new URL(db.url);
    url.pathname = "/no_such_database";
    const error = await rejection(open(url.href).getTrace("some-id"));
    expect(error).toMatchObject({ reason: "authentication", sqlState: "3D000" });
    expect(error.message).toContain("no_such_database");
  });

  test("says that a server has no TLS, where TLS is asked for", async ({ db }) => {
    const url = new URL(db.url);
    url.password = encodeURIComponent(PASSWORD);
    const pool = new pg.Pool({ connectionString: `${url.href}?sslmode=require` });
    onTestFinished(() => pool.end());
    const configs = [`${url.href}?sslmode=require`, `${url.href}?sslmode=verify-full`, drizzle(pool)];
    for (const config of configs) {
      const calls = [open(config).getTrace("some-id"), migrate(config)];
      for (const error of await Promise.all(calls.map(rejection))) {
        expect(error).toMatchObject({ reason: "unreachable" });
        expect(error.message).toMatch(/the server does not offer TLS.*`ssl = on`.*`sslmode=disable`/);
        expect(allOf(error)).not.toContain(PASSWORD);
      }
    }
  });

  test("goes on without TLS where it is only preferred", async ({ db }) => {
    const url = new URL(db.url);
    url.searchParams.set("sslmode", "prefer");
    url.searchParams.set("channel_binding", "prefer");
    url.searchParams.set("application_name", "my-app");
    expect(await open(url.href).getTrace("some-id")).toBeUndefined();
  });

  test("refuses a certificate that nobody trusts, unless asked for encryption alone", async ({ db }) => {
    const proxy = await startTlsProxy(new URL(db.url));
    onTestFinished(() => proxy.close());
    const url = new URL(db.url);
    url.port = String(proxy.port);
    const untrusting = open(`${url.href}?sslmode=verify-full`, { timeoutMs: 5000 });
    const error = await rejection(untrusting.getTrace("some-id"));
    expect(error).toMatchObject({ reason: "unreachable" });
    expect(error.message).toMatch(/self.signed.*certificate/i);
    const [host, user, database] = [url.hostname, url.username, url.pathname.slice(1)];
    const fields = { host, port: proxy.port, user, database, ssl: true };
    expect(await rejection(open(fields).getTrace("some-id"))).toMatchObject({ reason: "unreachable" });
    expect(await open(`${url.href}?sslmode=require`).getTrace("some-id")).toBeUndefined();
    expect(await open({ ...fields, ssl: "require" }).getTrace("some-id")).toBeUndefined();
  });
});

describe("a server with passwords", () => {
  test("tells a wrong password from a right one, and shows neither", async () => {
    const directory = await mkdtemp(join(tmpdir(), "steptrace-hba-"));
    onTestFinished(() => rm(directory, { recursive: true }));
    const rules = join(directory, "pg_hba.conf");
    await writeFile(rules, "host all postgres 127.0.0.1/32 trust\nhost all app 127.0.0.1/32 scram-sha-256\n");
    await chmod(directory, 0o755);
    const server = await startPostgres({ settings: { hba_file: rules } });
    onTestFinished(() => server.stop());
    const admin = postgres(server.url, { max: 1 });
    onTestFinished(() => admin.end());
    await admin.unsafe(`CREATE ROLE app LOGIN PASSWORD '${PASSWORD}'`);
    await admin`CREATE DATABASE "app db" OWNER app`;

    const fields = { host: "127.0.0.1", port: server.port, database: "app db", user: "app" };
    const url = (password: string) =>
      `postgres://app:${encodeURIComponent(password)}@127.0.0.1:${server.port}/app%20db`;
    await migrate({ ...fields, password: PASSWORD });
    expect((await migrate(url(PASSWORD))).applied).toEqual([]);
    expect(await open(url(PASSWORD)).getTrace("some-id")).toBeUndefined();
    // A session of one's own, of a handle that was given, needs the password too.
    const client = postgres(url(PASSWORD).replace("app%20db", "postgres"), { database: "app db" });
    onTestFinished(() => client.end());
    expect((await migrate(postgresJs(client))).applied).toEqual([]);

    const wrong = `not-${PASSWORD}`;
    const pool = new pg.Pool({ ...fields, password: wrong });
    onTestFinished(() => pool.end());
    const configs = [{ ...fields, password: wrong }, url(wrong), drizzle(pool)];
    for (const config of configs) {
      for (const error of await Promise.all(callsOf(open(config)).map(rejection))) {
        expect(error).toMatchObject({ reason: "authentication", sqlState: "28P01" });
        expect(error.message).toContain("Check user, password and database name");
        expect(allOf(error)).not.toContain(PASSWORD);
      }
    }
    const noPassword = new pg.Pool(fields);
    onTestFinished(() => noPassword.end());
    expect(await rejection(open(drizzle(noPassword)).getTrace("id"))).toMatchObject({
      reason: "authentication",
    });
  });
});
