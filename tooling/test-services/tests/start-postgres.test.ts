import postgres from "postgres";
import { describe, expect, it, onTestFinished } from "vitest";
import { startPostgres } from "../src/index.js";

describe("startPostgres", () => {
  it("keeps what was committed over a crash and a restart on the same port", async () => {
    const server = await startPostgres({ settings: { max_connections: "20" } });
    onTestFinished(() => server.stop());
    const before = postgres(server.url, { max: 1 });
    expect(await before`SHOW max_connections`).toEqual([{ max_connections: "20" }]);
    await before`CREATE TABLE kept AS SELECT 1 AS n`;
    await server.crash();
    await before.end({ timeout: 1 });
    await server.restart();
    const after = postgres(server.url, { max: 1 });
    expect(await after`SELECT n FROM kept`).toEqual([{ n: 1 }]);
    await after.end();
  });

  it("keeps a paused server's connections open until it goes on", async () => {
    const server = await startPostgres();
    onTestFinished(() => server.stop());
    const sql = postgres(server.url, { max: 1 });
    await sql`SELECT 1`;
    await server.pause();
    let answered = false;
    const answer = sql`SELECT 2 AS two`.then((rows) => {
      answered = true;
      return rows;
    });
    await expect(new Promise((resolve) => setTimeout(resolve, 300, answered))).resolves.toBe(false);
    expect(answered).toBe(false);
    await server.resume();
    expect(await answer).toEqual([{ two: 2 }]);
    await sql.end();
  });
});
