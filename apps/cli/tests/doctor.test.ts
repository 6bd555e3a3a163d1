import { existsSync } from "node:fs";
import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { Diagnosis } from "@steptrace/operations";
import { TraceStorage } from "@steptrace/postgres-store";
import { createTestDatabase, privateRedis } from "@steptrace/test-utils";
import { describe, expect, onTestFinished } from "vitest";
import { migratedTest as test } from "./migrated-test.js";
import { type Finished, shell, steptrace } from "./steptrace.js";
import { storeDirectory, temporaryDirectory } from "./temporary-directory.js";

/** Some tests run the command many times, and opening an embedded store takes its seconds. */
const TIMEOUT_MS = 120_000;

function diagnosisOf({ stdout }: Finished): Diagnosis {
  return JSON.parse(stdout) as Diagnosis;
}

function codesOf(finished: Finished): readonly string[] {
  return diagnosisOf(finished).findings.map(({ code }) => code);
}

describe("steptrace doctor", { timeout: TIMEOUT_MS }, () => {
  test("says that nothing is wrong, and ends with 0", async ({ db }) => {
    const env = { DATABASE_URL: db.url, REDIS_URL: (await privateRedis({ appendonly: "yes" })).url };
    const { code, stdout, stderr } = await steptrace(["doctor"], { env });
    expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
    expect(stdout).toMatch(/^✓ server +PostgreSQL [\d.]+ at\b/m);
    expect(stdout).toMatch(/^✓ redis disk +append-only file, fsync everysec$/m);
    expect(stdout).toMatch(/^PARTITION +ROWS +DEAD +TABLE +INDEXES +VACUUMED$/m);
    expect(stdout).toMatch(/^4 partitions, .*\n\nNothing is wrong\.\n$/m);
    const json = await steptrace(["doctor", "--json"], { env });
    expect(json).toMatchObject({ code: 0, stderr: "" });
    expect(diagnosisOf(json)).toMatchObject({ findings: [], notes: [] });
    expect(diagnosisOf(json).partitions).toHaveLength(4);
  });

  test("says what is wrong and what mends it, and ends with 1; mended, it ends with 0", async () => {
    const db = await createTestDatabase();
    onTestFinished(() => db.drop());
    const env = { DATABASE_URL: db.url };
    const before = await steptrace(["doctor"], { env });
    expect(before).toMatchObject({ code: 1, stderr: "" });
    expect(before.stdout).toMatch(/^✗ migrations +0 applied$/m);
    expect(before.stdout).toMatch(
      /^✗ The database was never migrated: .*\n {2}steptrace migrate\n {2}not-migrated$/m,
    );
    expect(before.stdout).toMatch(/\n\n1 error\.\n$/);
    await steptrace(["migrate"], { env });
    expect(await steptrace(["doctor"], { env })).toMatchObject({ code: 0 });
  });

  test("ends with 1 where one service is out of reach, with 3 where all are; no password is told", async ({
    db,
  }) => {
    const nowhere = {
      database: "postgres://bob:hunter2@127.0.0.1:1/app",
      redis: "redis://bob:hunter3@127.0.0.1:1",
    };
    const { url: redisUrl } = await privateRedis({ appendonly: "yes" });
    const cases = [
      { env: { DATABASE_URL: db.url, REDIS_URL: nowhere.redis }, code: 1, codes: ["redis-unreachable"] },
      {
        env: { DATABASE_URL: nowhere.database, REDIS_URL: redisUrl },
        code: 1,
        codes: ["database-unreachable"],
      },
      { env: { DATABASE_URL: nowhere.database }, code: 3, codes: ["database-unreachable"] },
      {
        env: { DATABASE_URL: nowhere.database, REDIS_URL: nowhere.redis },
        code: 3,
        codes: ["database-unreachable", "redis-unreachable"],
      },
    ];
    for (const { env, code, codes } of cases) {
      const [json, text] = await Promise.all([
        steptrace(["doctor", "--json"], { env }),
        steptrace(["doctor"], { env }),
      ]);
      expect({ code: json.code, codes: codesOf(json) }).toEqual({ code, codes });
      expect(text.code).toBe(code);
      expect(text.stdout).toMatch(/^✗ (Looking at the server|Could not run PING)/m);
      expect(json.stdout + json.stderr + text.stdout + text.stderr).not.toMatch(/hunter\d|bob/);
    }
  });

  test("ends with 2 for a URL that is none, and does not tell it", async ({ db }) => {
    for (const args of [
      ["--database-url", "bob:hunter2@host"],
      ["--database-url", db.url, "--redis-url", "redis://bob:hunter2@host:port"],
    ]) {
      const { code, stdout, stderr } = await steptrace(["doctor", ...args]);
      expect({ code, stdout }).toEqual({ code: 2, stdout: "" });
      expect(stderr).not.toMatch(/hunter2/);
    }
  });

  test("colours what is on a terminal, or where it is forced", async ({ db }) => {
    const env = { DATABASE_URL: db.url };
    expect((await steptrace(["doctor"], { env })).stdout).not.toContain("\u001b");
    const forced = await steptrace(["doctor"], { env: { ...env, FORCE_COLOR: "1" } });
    expect(forced.stdout).toContain("\u001b[32m✓");
    const forbidden = await steptrace(["doctor"], { env: { ...env, FORCE_COLOR: "1", NO_COLOR: "1" } });
    expect(forbidden.stdout).not.toContain("\u001b");
    const terminal = await shell(`script -qec "$steptrace doctor" /dev/null`, {
      env: { ...env, TERM: "xterm" },
    });
    expect(terminal.stdout).toContain("\u001b[32m✓");
  });
});

describe("steptrace doctor of an embedded store", { timeout: TIMEOUT_MS }, () => {
  test("says where there is none, and makes none", async () => {
    const cwd = await temporaryDirectory();
    const { code, stdout } = await steptrace(["doctor"], { cwd });
    expect(code).toBe(1);
    expect(stdout).toMatch(/^! There is no embedded store in .*\.steptrace/m);
    expect(existsSync(join(cwd, ".steptrace"))).toBe(false);
  });

  test("says what waits beside it, and who holds it", async () => {
    const cwd = await storeDirectory();
    const directory = join(cwd, ".steptrace");
    expect(await steptrace(["doctor"], { cwd })).toMatchObject({ code: 0, stderr: "" });
    await mkdir(join(directory, "spool"), { recursive: true });
    await writeFile(join(directory, "spool/one.json"), "{}");
    const waiting = await steptrace(["doctor", "--json"], { cwd });
    expect({ code: waiting.code, codes: codesOf(waiting) }).toEqual({ code: 1, codes: ["spool-waiting"] });
    await using holder = new TraceStorage({ directory });
    await holder.listPartitions();
    const held = await steptrace(["doctor", "--json"], { cwd });
    expect({ code: held.code, codes: codesOf(held) }).toEqual({
      code: 3,
      codes: ["store-held", "spool-waiting"],
    });
    expect(held.stdout).toContain(`process ${process.pid}`);
  });
});
