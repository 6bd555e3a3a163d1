import postgres from "postgres";
import { afterAll, describe, expect } from "vitest";
import { createTestDatabase, databaseTest } from "../src/index.js";

let prepared = 0;

const test = databaseTest({
  template: "greetings",
  prepare: async (url) => {
    prepared += 1;
    const sql = postgres(url, { max: 1 });
    await sql`CREATE TABLE greeting (text text)`;
    await sql`INSERT INTO greeting VALUES ('hello')`;
    await sql.end();
  },
});

describe("databaseTest", () => {
  test("gives a database that holds what the template holds", async ({ db }) => {
    expect(await db.sql`SELECT text FROM greeting`).toEqual([{ text: "hello" }]);
    await db.sql`INSERT INTO greeting VALUES ('bye')`;
  });

  test("shares the database among the tests of a file", async ({ db }) => {
    expect(await db.sql`SELECT count(*)::int AS n FROM greeting`).toEqual([{ n: 2 }]);
  });

  test("gives a Redis beside it", async ({ redis }) => {
    expect(await redis.client.ping()).toBe("PONG");
  });
});

describe("createTestDatabase", () => {
  test("prepares a template once for many callers at the same time", async ({ onTestFinished }) => {
    let calls = 0;
    const prepare = async (url: string) => {
      calls += 1;
      const sql = postgres(url, { max: 1 });
      await sql`CREATE TABLE t AS SELECT 7 AS n`;
      await sql.end();
    };
    const options = { template: "crowd", prepare };
    const databases = await Promise.all(Array.from({ length: 6 }, () => createTestDatabase(options)));
    onTestFinished(async () => {
      await Promise.all(databases.map((database) => database.drop()));
    });
    expect(calls).toBe(1);
    for (const { sql } of databases) expect(await sql`SELECT n FROM t`).toEqual([{ n: 7 }]);
  });

  test("makes the template anew when preparing it failed", async ({ onTestFinished }) => {
    const template = "second-try";
    const broken = createTestDatabase({ template, prepare: () => Promise.reject(new Error("no")) });
    await expect(broken).rejects.toThrow("no");
    const database = await createTestDatabase({ template, prepare: async () => {} });
    onTestFinished(() => database.drop());
    expect(await database.sql`SELECT 1 AS one`).toEqual([{ one: 1 }]);
  });

  test("drops a database that is still in use", async ({ db }) => {
    const database = await createTestDatabase();
    const stranger = postgres(database.url, { max: 1, onclose: () => {} });
    await stranger`SELECT 1`;
    await database.drop();
    await stranger.end({ timeout: 1 });
    const name = new URL(database.url).pathname.slice(1);
    expect(await db.sql`SELECT 1 FROM pg_database WHERE datname = ${name}`).toEqual([]);
  });
});

afterAll(() => {
  expect(prepared).toBeLessThanOrEqual(1);
});
