import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { importTrace, type Trace } from "@steptrace/core";
import { TraceStorage } from "@steptrace/postgres-store";
import { describe, expect } from "vitest";
import { migratedTest } from "./migrated-test.js";
import { shell, steptrace } from "./steptrace.js";
import { type StoredTraces, storeTraces } from "./store-traces.js";
import { temporaryDirectory } from "./temporary-directory.js";

const test = migratedTest.extend<{ $file: { stored: StoredTraces } }>({
  stored: [async ({ db }, use) => use(await storeTraces(db.url)), { scope: "file" }],
});

/** A trace as `import` reads it, of which only what matters is said. */
function fileOf(trace: object, step: object = {}): string {
  const steps = [
    { name: "s", timestamp: "2025-11-16T12:00:01.000250Z", durationMs: 1, status: "success", ...step },
  ];
  const whole = {
    traceId: "imported-1",
    skillName: "build",
    startedAt: "2025-11-16T12:00:00.000Z",
    completedAt: "2025-11-16T12:00:01.500Z",
    totalDurationMs: 17,
    status: "success",
    metadata: { env: "test" },
    steps,
    ...trace,
  };
  return JSON.stringify({ format: "steptrace/trace", version: 1, exportedAt: "", trace: whole });
}

async function fileWith(content: string): Promise<string> {
  const file = join(await temporaryDirectory(), "trace.json");
  await writeFile(file, content);
  return file;
}

async function readStored(url: string, traceId: string): Promise<Trace | undefined> {
  await using storage = new TraceStorage(url);
  return await storage.getTrace(traceId);
}

describe("export", () => {
  test("prints a trace that importTrace reads, as it is stored", async ({ db, stored }) => {
    const { code, stdout, stderr } = await steptrace(["export", "exec-123", "--database-url", db.url]);
    expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
    expect(importTrace(JSON.parse(stdout))).toEqual(await readStored(db.url, stored.build));
  });

  test("writes a file, and says so", async ({ db, stored }) => {
    const file = await fileWith("");
    const args = ["export", stored.hostile, "-o", file, "--database-url", db.url];
    expect(await steptrace(args)).toMatchObject({
      code: 0,
      stdout: "",
      stderr: `steptrace: wrote trace ${stored.hostile} to ${file}\n`,
    });
    const trace = importTrace(JSON.parse(await readFile(file, "utf8")));
    expect(trace).toEqual(await readStored(db.url, stored.hostile));
  });

  test("writes a page of one file that holds the trace, as text", async ({ db, stored }) => {
    const args = ["export", stored.hostile, "--format", "html", "--database-url", db.url];
    const { code, stdout } = await steptrace(args);
    expect(code).toBe(0);
    expect(stdout).toMatch(/^<!doctype html>/i);
    const [, data = ""] = /<script[^>]*type="application\/json"[^>]*>(.*?)<\/script>/s.exec(stdout) ?? [];
    expect(importTrace(JSON.parse(data))).toEqual(await readStored(db.url, stored.hostile));
  });

  test("answers no for an id that nobody has, and refuses a place that cannot be written to", async ({
    db,
    stored: _,
  }) => {
    const nobody = await steptrace(["export", "nope", "--database-url", db.url]);
    expect(nobody).toMatchObject({ code: 1, stdout: "" });
    const nowhere = await steptrace(["export", "-o", "/nowhere/trace.json", "--database-url", db.url]);
    expect(nowhere.code).toBe(2);
    expect(nowhere.stderr).toContain("cannot be written to /nowhere/trace.json: ENOENT");
    const format = await steptrace(["export", "--format", "xml", "--database-url", db.url]);
    expect(format.code).toBe(2);
  });
});

describe("import", () => {
  test("stores what export has written, id, times, status and steps as they were", async ({ db }) => {
    const source = await temporaryDirectory();
    const run = ["run", "--skill", "docker-build", "--", "false"];
    await steptrace(run, { cwd: source });
    const { stdout: exported } = await steptrace(["export"], { cwd: source });
    const trace = importTrace(JSON.parse(exported));
    expect(trace).toMatchObject({ skillName: "docker-build", status: "failed" });

    const args = ["import", await fileWith(exported), "--database-url", db.url];
    const first = await steptrace(args);
    expect(first).toMatchObject({ code: 0, stderr: "" });
    expect(first.stdout).toBe(`stored   ${trace.traceId}  docker-build, failed, 1 step\n1 stored.\n`);
    expect(await readStored(db.url, trace.traceId)).toEqual(trace);

    const again = await steptrace(args);
    expect(again).toMatchObject({ code: 0 });
    expect(again.stdout).toBe(
      `present  ${trace.traceId}  docker-build, failed, 1 step\n0 stored, 1 left as it was.\n`,
    );
    const similar = await steptrace([
      "similar",
      "false exited",
      "--min",
      "0.1",
      "--json",
      "--database-url",
      db.url,
    ]);
    expect(similar.stdout).toContain(trace.traceId);
  });

  test("reads a trace a line, and standard input", async ({ db }) => {
    const lines = ["line-1", "line-2", "line-1"].map((traceId) => fileOf({ traceId }));
    const { stdout } = await steptrace(["import", "-", "--json", "--database-url", db.url], {
      input: `${lines.join("\n\n")}\n`,
    });
    expect(JSON.parse(stdout)).toEqual([
      { traceId: "line-1", skillName: "build", status: "success", stepCount: 1, isStored: true },
      { traceId: "line-2", skillName: "build", status: "success", stepCount: 1, isStored: true },
      { traceId: "line-1", skillName: "build", status: "success", stepCount: 1, isStored: false },
    ]);
    expect(await readStored(db.url, "line-1")).toMatchObject({
      startedAt: new Date("2025-11-16T12:00:00.000Z"),
      completedAt: new Date("2025-11-16T12:00:01.500Z"),
      totalDurationMs: 17,
      steps: [{ name: "s", timestamp: "2025-11-16T12:00:01.000250Z", durationMs: 1, status: "success" }],
    });
  });

  test("cuts nothing of what was within the limits elsewhere", async ({ db }) => {
    const long = "n".repeat(5000);
    const file = await fileWith(
      fileOf({ traceId: "long", metadata: { long: "m".repeat(300_000) } }, { name: long }),
    );
    expect(await steptrace(["import", file, "--database-url", db.url])).toMatchObject({ code: 0 });
    const trace = await readStored(db.url, "long");
    expect(trace?.steps[0]?.name).toBe(long);
    expect(trace?.steps[0]?.truncated).toBeUndefined();
    expect(Object.keys(trace?.metadata ?? {})).toEqual(["long"]);
  });

  test("gives what recovery wrote way to the owner's own, and not the other way round", async ({ db }) => {
    const files = (...metadata: readonly object[]) =>
      metadata.map((one) => fileOf({ traceId: "interrupted", metadata: one })).join("\n");
    const args = ["import", "--json", "--database-url", db.url];
    const stored = async (content: string) =>
      JSON.parse((await steptrace([...args, await fileWith(content)])).stdout)[0].isStored;
    expect(await stored(files({ interrupted: true }))).toBe(true);
    expect(await stored(files({}))).toBe(true);
    expect(await stored(files({ interrupted: true }))).toBe(false);
    expect((await readStored(db.url, "interrupted"))?.metadata).toEqual({});
  });

  test.for([
    ["", "expected JSON of a trace, or one a line; received nothing"],
    ["no json", "line 1: expected JSON of a trace"],
    ["{}", 'This is no exported trace: expected "steptrace/trace" at format'],
    [`${fileOf({})}\n{"format":1}`, "line 2: This is no exported trace"],
    [fileOf({ status: "running" }), "was exported while it ran"],
    [fileOf({}, { durationMs: "long" }), "at trace.steps[0].durationMs; received"],
  ] as const)(
    "refuses what is no ended trace, and stores nothing: %s",
    async ([content, message], { db }) => {
      const file = await fileWith(content);
      const { code, stdout, stderr } = await steptrace(["import", file, "--database-url", db.url]);
      expect({ code, stdout }).toEqual({ code: 2, stdout: "" });
      expect(stderr).toContain(`steptrace: ${file}`);
      expect(stderr).toContain(message);
      expect(await readStored(db.url, "imported-1")).toBeUndefined();
    },
  );

  test("refuses a file that is not there", async ({ db }) => {
    const { code, stderr } = await steptrace(["import", "/nowhere.json", "--database-url", db.url]);
    expect(code).toBe(2);
    expect(stderr).toContain("/nowhere.json cannot be read: ENOENT");
  });

  test("goes through a pipe from one store to another", async ({ db, stored }) => {
    const directory = await temporaryDirectory();
    const script = `$steptrace export ${stored.hostile} --database-url ${db.url} | $steptrace import - && $steptrace show --json`;
    const { code, stdout } = await shell(script, { cwd: directory });
    expect(code).toBe(0);
    // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what must not be there
    expect(stdout).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u202e]/);
    expect(stdout).toContain(stored.hostile);
  });
});
