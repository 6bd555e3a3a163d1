import type { Trace } from "@steptrace/core";
import { describe, expect } from "vitest";
import { migratedTest } from "./migrated-test.js";
import { shell, steptrace } from "./steptrace.js";
import { type StoredTraces, storeTraces } from "./store-traces.js";

const test = migratedTest.extend<{ $file: { stored: StoredTraces } }>({
  stored: [async ({ db }, use) => use(await storeTraces(db.url)), { scope: "file" }],
});

describe("list", () => {
  test("prints a row for each trace, and ids that show accepts", async ({ db, stored }) => {
    const { code, stdout, stderr } = await steptrace(["list"], { env: { DATABASE_URL: db.url } });
    expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
    expect(stdout).toMatch(/^STATUS +SKILL +STARTED +TOOK +TRACE$/m);
    expect(stdout).toContain(stored.build);
    const shown = await steptrace(["show", stored.build, "--database-url", db.url]);
    expect(shown.stdout).toMatch(/^docker-build succeeded in /);
  });

  test("prints JSON of a stable shape", async ({ db, stored }) => {
    const { stdout } = await steptrace(["list", "--json", "--skill", "docker-build"], {
      env: { DATABASE_URL: db.url },
    });
    const traces = JSON.parse(stdout) as readonly Record<string, unknown>[];
    expect(traces.map(({ traceId }) => traceId)).toEqual([stored.failure, stored.build]);
    expect(traces[1]).toEqual({
      traceId: stored.build,
      skillName: "docker-build",
      executionId: "exec-123",
      startedAt: expect.stringMatching(/^\d{4}-\d\d-\d\dT[\d:.]+Z$/),
      completedAt: expect.stringMatching(/Z$/),
      totalDurationMs: expect.any(Number),
      status: "success",
    });
  });

  test("filters by status, time and number", async ({ db, stored }) => {
    const ids = async (...args: readonly string[]): Promise<readonly string[]> => {
      const { stdout } = await steptrace(["list", "--json", "--database-url", db.url, ...args]);
      return (JSON.parse(stdout) as readonly { readonly traceId: string }[]).map(({ traceId }) => traceId);
    };
    expect(await ids("--status", "failed")).toHaveLength(3);
    expect(await ids("--status", "success", "--since", "1h", "--limit", "1")).toEqual([stored.build]);
    expect(await ids("--since", "2099-01-01")).toEqual([]);
    expect(await ids("--skill", "no-such-skill")).toEqual([]);
  });

  test("takes connection options before its name too", async ({ db, stored }) => {
    const { stdout } = await steptrace(["--database-url", db.url, "list"]);
    expect(stdout).toContain(stored.build);
  });

  test("ends quietly where its reader has seen enough", async ({ db, stored }) => {
    const { code, stdout, stderr } = await shell(
      `for n in 1 2 3; do $steptrace show ${stored.build} | head -1; done; $steptrace list | true`,
      { env: { DATABASE_URL: db.url } },
    );
    expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
    expect(stdout.trim().split("\n")).toHaveLength(3);
  });
});

describe("show", () => {
  test("draws the steps, nested, and the error under the step that failed", async ({ db, stored }) => {
    const { stdout } = await steptrace(["show", stored.failure, "--database-url", db.url]);
    expect(stdout).toMatch(/^ {2}✓ prepare .*━/m);
    expect(stdout).toMatch(/^ {2}✓ {3}load-config .*━/m);
    expect(stdout).toMatch(/^ {2}✗ docker-build .*━+\n {4}Connection timeout to database server$/m);
    expect(stdout).toMatch(/^ {2}metadata +env: test\n {13}docker-build: docker-build$/m);
  });

  test("prints the whole trace as JSON", async ({ db, stored }) => {
    const { stdout } = await steptrace(["show", stored.failure, "--json", "--database-url", db.url]);
    const trace = JSON.parse(stdout) as { readonly steps: readonly object[] };
    expect(trace).toMatchObject({ traceId: stored.failure, status: "failed", metadata: { env: "test" } });
    expect(trace.steps).toHaveLength(3);
    expect(trace.steps[1]).toMatchObject({ name: "load-config", id: 2, parentId: 1, status: "success" });
  });

  test("takes an execution's id, the beginning of an id, and none for the newest", async ({ db, stored }) => {
    const shown = async (...args: readonly string[]): Promise<unknown> => {
      const { stdout } = await steptrace(["show", "--json", "--database-url", db.url, ...args]);
      return (JSON.parse(stdout) as Trace).traceId;
    };
    expect(await shown("exec-123")).toBe(stored.build);
    expect(await shown(stored.failure.slice(0, 20))).toBe(stored.failure);
    expect(await shown()).toBe(stored.hostile);
  });

  test("names those that it may be where several ids begin so", async ({ db, stored }) => {
    const prefix = stored.build.slice(0, 4);
    const { code, stdout, stderr } = await steptrace(["show", prefix, "--database-url", db.url]);
    expect({ code, stdout }).toEqual({ code: 2, stdout: "" });
    expect(stderr).toContain(`Expected the id of one trace; '${prefix}' begins those of several:\n`);
    expect(stderr).toContain(`\n  ${stored.build}  docker-build, success\n`);
  });

  test("answers no for an id that nobody has", async ({ db }) => {
    const { code, stdout, stderr } = await steptrace(["show", "nope", "--json", "--database-url", db.url]);
    expect({ code, stdout }).toEqual({ code: 1, stdout: "null\n" });
    expect(stderr).toBe(
      "steptrace: 'nope' is no trace's id or the beginning of one (four characters or more), and no execution's. " +
        "Run steptrace list to see the traces that are stored; running ones are not yet.\n",
    );
  });
});

describe("similar", () => {
  test("finds failures like a text", async ({ db, stored }) => {
    const args = ["similar", "timeout", "database", "connection", "--database-url", db.url];
    const { code, stdout } = await steptrace(args);
    expect(code).toBe(0);
    expect(stdout).toContain("Failures like timeout database connection\n");
    expect(stdout).toMatch(/^0\.60 +━━━━━━┄┄┄┄ +docker-build/m);
    const json = await steptrace([...args, "--json", "--limit", "1", "--skill", "docker-build"]);
    expect(JSON.parse(json.stdout)).toMatchObject({
      question: "timeout database connection",
      failures: [{ traceId: stored.failure, similarityScore: 0.6 }],
    });
  });

  test("finds failures like that of a trace, which is not among them", async ({ db, stored }) => {
    const args = ["similar", "--trace", stored.failure, "--json", "--min", "0.5", "--database-url", db.url];
    const answer = JSON.parse((await steptrace(args)).stdout) as { readonly failures: readonly object[] };
    expect(answer.failures).toHaveLength(1);
    expect(answer.failures[0]).toMatchObject({ skillName: "redis-coordination" });
    const short = args.with(2, stored.failure.slice(0, 20));
    expect(JSON.parse((await steptrace(short)).stdout)).toEqual(answer);
  });

  test("answers no where nothing is similar, and says what would find more", async ({ db, stored: _ }) => {
    const args = ["similar", "zzz", "--json", "--database-url", db.url];
    const { code, stdout, stderr } = await steptrace(args);
    expect({ code, answer: JSON.parse(stdout) }).toEqual({
      code: 1,
      answer: { question: "zzz", failures: [] },
    });
    expect(stderr).toBe("steptrace: No failure shares a word with 'zzz'. Try other words.\n");
  });

  test("answers with the nearest where nothing is similar enough, and says so", async ({ db, stored: _ }) => {
    const ask = (...args: readonly string[]) =>
      steptrace(["similar", "timeout", "--database-url", db.url, ...args]);
    const stderr = expect.stringContaining("by 0.3 or more. Try --min 0.25, or more words");
    const nearest = await ask();
    expect(nearest).toMatchObject({ code: 1, stderr });
    expect(nearest.stdout).toMatch(
      /^Nearest to timeout; none is similar by 0\.3 or more\n\nSCORE .*\n0\.25 /,
    );
    const one = await ask("--limit", "1");
    expect(one.stdout.match(/^0\.\d/gm)).toHaveLength(1);
    expect(await ask("--min", "0.3")).toMatchObject({ code: 1, stdout: "", stderr });
    const json = await ask("--json");
    expect(json).toMatchObject({ code: 1, stderr });
    expect(JSON.parse(json.stdout)).toEqual({ question: "timeout", failures: [] });
  });

  test("refuses a trace that did not fail, a trace that is none, and no question", async ({ db, stored }) => {
    const ask = (...args: readonly string[]) => steptrace(["similar", ...args, "--database-url", db.url]);
    const success = await ask("--trace", stored.build);
    expect(success).toMatchObject({
      code: 2,
      stderr: expect.stringContaining("has none (its status is success)"),
    });
    expect(await ask("--trace", "nope")).toMatchObject({ code: 1 });
    expect(await ask()).toMatchObject({ code: 2, stderr: expect.stringContaining("received neither") });
    expect(await ask("text", "--trace", "nope")).toMatchObject({ code: 2 });
  });
});

describe("partitions", () => {
  test("prints months, rows and sizes", async ({ db }) => {
    const { code, stdout } = await steptrace(["partitions", "--database-url", db.url]);
    expect(code).toBe(0);
    expect(stdout).toMatch(/^execution_traces_\d{4}_\d\d +\d{4}-\d\d-01 +\d{4}-\d\d-01 +\S+ +[\d.]+ KiB$/m);
    const json = await steptrace(["partitions", "--json", "--database-url", db.url]);
    expect(JSON.parse(json.stdout)).toContainEqual({
      name: expect.stringMatching(/^execution_traces_/),
      from: expect.stringMatching(/-01 00:00:00$/),
      to: expect.any(String),
      bytes: expect.any(Number),
      ...(json.stdout.includes("estimatedRows") && { estimatedRows: expect.any(Number) }),
    });
  });
});

describe("colour and hostile text", () => {
  test("colours nothing in a pipe, and everything where FORCE_COLOR asks for it, unless NO_COLOR forbids it", async ({
    db,
    stored,
  }) => {
    const show = (env: Readonly<Record<string, string>>) =>
      steptrace(["show", stored.failure, "--database-url", db.url], { env });
    expect((await show({})).stdout).not.toContain("\u001b");
    expect((await show({ FORCE_COLOR: "1" })).stdout).toContain("\u001b[31m");
    expect((await show({ FORCE_COLOR: "1", NO_COLOR: "1" })).stdout).not.toContain("\u001b");
  });

  test.for([
    "list",
    "show HOSTILE",
    "similar --trace HOSTILE --min 0",
    "groups",
    "similar connection timeout --json",
    "show HOSTILE --json",
    "compare HOSTILE HOSTILE",
    "compare HOSTILE HOSTILE --json",
    "explain HOSTILE",
  ])("sends nothing of a trace to the terminal that it would obey: %s", async (command, { db, stored }) => {
    const args = command.replaceAll("HOSTILE", stored.hostile).split(" ");
    const { stdout, stderr } = await steptrace([...args, "--database-url", db.url]);
    expect(stdout.length).toBeGreaterThan(10);
    // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what must not be there
    expect(stdout + stderr).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u202e]/);
  });

  test("draws on a terminal in its width", async ({ db, stored }) => {
    const { stdout } = await shell(
      `script -qec "stty cols 100; $steptrace show ${stored.failure}" /dev/null`,
      { env: { DATABASE_URL: db.url, TERM: "xterm" } },
    );
    expect(stdout).toContain("\u001b[31mfailed after");
    const axis = stdout.split("\r\n").find((line) => /^\S*\s+0 /.test(line));
    // biome-ignore lint/suspicious/noControlCharactersInRegex: colours take no column
    expect(axis?.replace(/\u001b\[\d+m/g, "")).toHaveLength(100);
  });
});

describe("groups", () => {
  test("prints failures by what their messages have in common", async ({ db, stored: _ }) => {
    const { code, stdout, stderr } = await steptrace(["groups", "--database-url", db.url]);
    expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
    expect(stdout).toMatch(/^COUNT +WHEN +LAST SEEN +FIRST SEEN$/m);
    expect(stdout).toMatch(/^ {4}1 +[·█]{24} +\S.* +new\n {7}Connection timeout to database server$/m);
    expect(stdout).toContain("       in docker-build 1; at docker-build\n");
    expect(stdout).not.toContain("\u001b");
  });

  test("prints them as JSON, of one skill, since then, as many as wanted, in an order", async ({
    db,
    stored,
  }) => {
    const groups = async (...args: readonly string[]): Promise<readonly object[]> =>
      JSON.parse((await steptrace(["groups", "--json", "--database-url", db.url, ...args])).stdout);
    expect(await groups("--skill", "docker-build", "--since", "1h")).toEqual([
      expect.objectContaining({
        template: "Connection timeout to database server",
        count: 1,
        firstSeen: expect.stringMatching(/^\d{4}-\d\d-\d\dT[\d:.]+Z$/),
        skills: [{ skillName: "docker-build", count: 1 }],
        steps: [{ name: "docker-build", count: 1 }],
        newest: expect.objectContaining({ traceId: stored.failure }),
        isNew: true,
      }),
    ]);
    const [newest] = await groups("--order", "first", "--limit", "1");
    expect(newest).toMatchObject({ newest: { traceId: stored.hostile } });
    expect(await groups("--silent-days", "1")).toHaveLength(3);
  });

  test("answers no where there is none, and refuses what is no order", async ({ db }) => {
    const none = await steptrace(["groups", "--json", "--skill", "no-such-skill", "--database-url", db.url]);
    expect({ code: none.code, stdout: none.stdout }).toEqual({ code: 1, stdout: "[]\n" });
    expect(none.stderr).toBe(
      "steptrace: No failure of 'no-such-skill' is stored. Run steptrace list to see what is.\n",
    );
    const wrong = await steptrace(["groups", "--order", "size", "--database-url", db.url]);
    expect(wrong.code).toBe(2);
    expect(wrong.stderr).toContain("Allowed choices are count, last, first");
    const ahead = await steptrace(["groups", "--since", "2099-01-01", "--database-url", db.url]);
    expect(ahead.code).toBe(1);
    expect(ahead.stderr).toContain("steptrace: No failure since ");
  });
});
