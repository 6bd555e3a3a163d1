import { describe, expect } from "vitest";
import { migratedTest } from "./migrated-test.js";
import { steptrace } from "./steptrace.js";
import { type StoredTraces, storeTraces } from "./store-traces.js";

const test = migratedTest.extend<{ $file: { stored: StoredTraces } }>({
  stored: [async ({ db }, use) => use(await storeTraces(db.url)), { scope: "file" }],
});

interface Page {
  readonly items: readonly { readonly traceId: string }[];
  readonly nextCursor?: string;
}

describe("search", () => {
  test("finds traces by words of their messages and steps, and prints them", async ({ db, stored }) => {
    const args = ["search", "PREPARE", "database", "--database-url", db.url];
    const { code, stdout, stderr } = await steptrace(args);
    expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
    expect(stdout).toMatch(/^STATUS +SKILL +STARTED +TOOK +TRACE$/m);
    expect(stdout).toContain(stored.failure);
    expect(stdout).not.toContain(stored.build);
    expect(stdout).not.toContain("--cursor");
  });

  test("takes each filter", async ({ db, stored }) => {
    const ids = async (...args: readonly string[]): Promise<readonly string[]> => {
      const { stdout } = await steptrace(["search", "--json", "--database-url", db.url, ...args]);
      return (JSON.parse(stdout) as Page).items.map(({ traceId }) => traceId);
    };
    expect(await ids("--skill", "docker-build")).toEqual([stored.failure, stored.build]);
    expect(await ids("--status", "success")).toEqual([stored.build]);
    expect(await ids("--execution", "exec-123", "--max-duration", "1h", "--since", "1h")).toEqual([
      stored.build,
    ]);
    expect(
      await ids("--meta", "env=test", "--metadata", '{"docker-build":"docker-build"}', "--status", "failed"),
    ).toEqual([stored.failure]);
    expect(await ids("--min-duration", "1h")).toEqual([]);
    expect(await ids("--until", "2020-01-01")).toEqual([]);
  });

  test("says how to go on, and goes on", async ({ db, stored }) => {
    const args = ["search", "prepare", "--limit", "3", "--since", "1d", "--database-url", db.url];
    const { stdout } = await steptrace(args);
    const [, cursor = ""] = /^There are more: the same command with --cursor (\S+)$/m.exec(stdout) ?? [];
    expect(stdout).not.toContain(stored.build);
    const { stdout: rest } = await steptrace([...args, "--cursor", cursor, "--json"]);
    expect(JSON.parse(rest)).toMatchObject({ items: [{ traceId: stored.build }] });
    expect(JSON.parse(rest)).not.toHaveProperty("nextCursor");
    const other = await steptrace([...args, "--cursor", cursor, "--status", "failed"]);
    expect(other).toMatchObject({
      code: 2,
      stderr: expect.stringContaining("Invalid cursor: expected one of the same filters"),
    });
  });

  test("answers no where there is none", async ({ db, stored: _ }) => {
    const { code, stdout, stderr } = await steptrace(["search", "zzz", "--json", "--database-url", db.url]);
    expect({ code, answer: JSON.parse(stdout) }).toEqual({ code: 1, answer: { items: [] } });
    expect(stderr).toBe("steptrace: No trace has all that was asked for.\n");
  });

  test.for([
    ["--status", "done"],
    ["--min-duration", "3"],
    ["--metadata", "[1]"],
    ["--metadata", "{"],
    ["--meta", "env"],
    ["--limit", "0"],
    ["--cursor", "x"],
    ["--min-duration", "2s", "--max-duration", "1s"],
  ])("refuses %s", async (args, { db }) => {
    const { code, stderr } = await steptrace(["search", "--database-url", db.url, ...args]);
    expect(code).toBe(2);
    expect(stderr).toMatch(/expected/i);
  });
});
