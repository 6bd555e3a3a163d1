import { randomBytes } from "node:crypto";
import { chmod, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { type Trace, toW3cTraceId } from "@steptrace/core";
import { TraceStorage } from "@steptrace/postgres-store";
import { TraceQuery } from "@steptrace/query";
import { describe, expect } from "vitest";
import { migratedTest } from "./migrated-test.js";
import { type Finished, type SteptraceOptions, shell, steptrace } from "./steptrace.js";
import { temporaryDirectory } from "./temporary-directory.js";

interface Traced extends Finished {
  readonly trace: Trace;
}

/** `steptrace run` against the file's database, and the trace that it has recorded. */
type Run = (command: readonly string[], options?: RunOptions) => Promise<Traced>;
interface RunOptions extends SteptraceOptions {
  readonly flags?: readonly string[];
}

const test = migratedTest.extend<{ run: Run }>({
  run: async ({ db, task }, use) => {
    await use(async (command, { flags = [], ...options } = {}) => {
      const skill = `${task.id}-${randomBytes(4).toString("hex")}`;
      const env = { DATABASE_URL: db.url, ...options.env };
      const finished = await steptrace(["run", "--skill", skill, ...flags, "--", ...command], {
        ...options,
        env,
      });
      await using storage = new TraceStorage(db.url);
      const [summary] = await new TraceQuery(storage).queryBySkill(skill);
      const trace = summary && (await storage.getTrace(summary.traceId));
      if (trace === undefined) throw new Error(`nothing was recorded; stderr: ${finished.stderr}`);
      return { ...finished, trace };
    });
  },
});

const node = (script: string): readonly string[] => [process.execPath, "-e", script];

test("keeps its code where standard error cannot be written to", async () => {
  // Something is to be told as well: that this is no URL of a database.
  const env = { DATABASE_URL: "mysql://host/none" };
  const { code } = await shell("$steptrace run --skill full -- sh -c 'echo x >&2; exit 3' 2>/dev/full", {
    env,
  });
  expect(code).toBe(3);
});

describe("a command", () => {
  test("keeps its output and its code, and is recorded as one step named after it", async ({ run }) => {
    const { code, stdout, stderr, trace } = await run(["sh", "-c", "echo out; echo err >&2"]);
    expect({ code, stdout, stderr }).toEqual({ code: 0, stdout: "out\n", stderr: "err\n" });
    expect(trace).toMatchObject({ status: "success", metadata: {} });
    expect(trace.steps).toMatchObject([
      {
        name: "sh",
        status: "success",
        attributes: {
          argv: ["sh", "-c", "echo out; echo err >&2"],
          cwd: process.cwd(),
          exit_code: 0,
          pid: expect.any(Number),
        },
      },
    ]);
  });

  test("that fails is recorded with the last lines that it wrote to stderr", async ({ run }) => {
    const script =
      "for n in 1 2 3 4 5 6; do echo line $n >&2; echo >&2; done; printf '\\033[31mnot ready\\033[0m\\n' >&2; exit 7";
    const { code, stderr, trace } = await run(["sh", "-c", script]);
    expect(code).toBe(7);
    expect(stderr).toContain("\u001b[31mnot ready\u001b[0m\n");
    expect(trace).toMatchObject({
      status: "failed",
      errorMessage: "line 3\nline 4\nline 5\nline 6\nnot ready",
      steps: [{ status: "failed", attributes: { exit_code: 7 } }],
    });
  });

  test("that crashes is recorded with what its error says, not with the stack", async ({ run }) => {
    const { code, stderr, trace } = await run(
      node("throw new TypeError('disk full', { cause: new Error('no') })"),
    );
    expect(code).toBe(1);
    expect(stderr).toMatch(/\n +at .*\nNode\.js v/s);
    expect(trace.errorMessage).toBe("TypeError: disk full\n[cause]: Error: no");
  });

  test("that fails in silence is recorded with its code", async ({ run }) => {
    const { trace } = await run(["sh", "-c", "exit 3"]);
    expect(trace.errorMessage).toBe("Exited with code 3");
  });

  test("gets its options, those that look like ours and a second -- included", async ({ run }) => {
    const { stdout } = await run(["printf", "%s|", "--skill", "x", "--", "--help"]);
    expect(stdout).toBe("--skill|x|--|--help|");
  });

  test("gets bytes and gives bytes, each as it is", async ({ run }) => {
    const input = randomBytes(3_000_000);
    const { stdoutBytes } = await run(["cat"], { input });
    expect(stdoutBytes.equals(input)).toBe(true);
  });

  test("writes 10 MB to stderr, byte for byte", async ({ run }) => {
    const script =
      "process.stderr.write(Buffer.alloc(10_000_000, '\\xff\\x00\\x1b[3', 'latin1')); process.exitCode = 1";
    const { code, stderrBytes, trace } = await run(node(script));
    expect(code).toBe(1);
    expect(stderrBytes.equals(Buffer.alloc(10_000_000, "\xff\x00\x1b[3", "latin1"))).toBe(true);
    expect(Buffer.byteLength(trace.errorMessage ?? "")).toBeLessThan(64_000);
  });

  test("may open /dev/stderr as it does without us", async ({ run }) => {
    const { code, stderr } = await run(["sh", "-c", "echo oops > /dev/stderr"]);
    expect({ code, stderr }).toEqual({ code: 0, stderr: "oops\n" });
  });

  test("writes to a pipe that is read slowly, stdout and stderr in one", async ({ db }) => {
    const { stdout } = await shell(
      "$steptrace run --skill slow -- sh -c 'echo x >&2; head -c 2000000 /dev/zero' 2>&1 | (sleep 1; wc -c)",
      { env: { DATABASE_URL: db.url } },
    );
    expect(stdout.trim()).toBe("2000002");
  });

  test("that cannot be found or executed is told as a shell would", async ({ run }) => {
    const missing = await run(["no-such-command-anywhere"]);
    expect(missing).toMatchObject({
      code: 127,
      stderr:
        "steptrace: 'no-such-command-anywhere' could not be started: spawn no-such-command-anywhere ENOENT. Check its name, and PATH.\n",
      trace: { status: "failed", errorMessage: "spawn no-such-command-anywhere ENOENT" },
    });
    const file = join(await temporaryDirectory(), "script");
    await writeFile(file, "echo no");
    await chmod(file, 0o644);
    const forbidden = await run([file]);
    expect(forbidden).toMatchObject({ code: 126, trace: { errorMessage: `spawn ${file} EACCES` } });
  });

  test("has its time, and ends when that is up", async ({ run }) => {
    const { code, trace } = await run(["sh", "-c", "echo working >&2; exec sleep 30"], {
      flags: ["--timeout", "700ms"],
    });
    expect(code).toBe(124);
    expect(trace).toMatchObject({ status: "timeout", errorMessage: "Timed out after 700 ms\nworking" });
    expect(trace.steps[0]).toMatchObject({ attributes: { signal: "SIGTERM" } });
    const quick = await run(["true"], { flags: ["--timeout", "30s"] });
    expect(quick).toMatchObject({ code: 0, trace: { status: "success" } });
  });

  test("is killed where SIGTERM does not end it", async ({ run }) => {
    const { code, trace } = await run(["sh", "-c", "trap '' TERM; while :; do sleep 0.1; done"], {
      flags: ["--timeout", "300ms"],
    });
    expect(code).toBe(124);
    expect(trace.steps[0]).toMatchObject({ attributes: { signal: "SIGKILL" } });
  });
});

describe("its trace", () => {
  test("keeps metadata and execution id, and is known to the command", async ({ run }) => {
    const print = "console.log(JSON.stringify(process.env))";
    const { stdout, trace } = await run(node(print), {
      flags: ["--execution-id", "exec-9", "--meta", "env=test", "query=a=b", "--meta", "user=bob"],
    });
    const env = JSON.parse(stdout) as Record<string, string>;
    expect(trace).toMatchObject({
      executionId: "exec-9",
      metadata: { env: "test", query: "a=b", user: "bob" },
    });
    expect(env).toMatchObject({
      STEPTRACE_TRACE_ID: trace.traceId,
      STEPTRACE_EXECUTION_ID: "exec-9",
      TRACEPARENT: `00-${toW3cTraceId(trace.traceId)}-0000000000000001-01`,
    });
  });

  test("is found in Redis by its execution id, and one is made where none was given", async ({
    run,
    redis,
  }) => {
    const print = "process.stdout.write(process.env.STEPTRACE_EXECUTION_ID)";
    const { stdout, trace } = await run(node(print), { env: { REDIS_URL: redis.url } });
    expect(trace.executionId).toBe(stdout);
    expect(await redis.client.get(`trace_context:${stdout}`)).toBe(trace.traceId);
    await redis.client.del(`trace_context:${stdout}`);
  });
});

describe("on a terminal", () => {
  const onTerminal = (command: string): string => `script -qec "${command}" /dev/null`;

  test("a command that failed is followed by how to see its trace", async ({ db }) => {
    const { stdout } = await shell(onTerminal("$steptrace run --skill hint -- sh -c 'exit 3'"), {
      env: { DATABASE_URL: db.url, TERM: "xterm", NO_COLOR: "1" },
    });
    const [, traceId = ""] = /steptrace show (\S+)\r\n$/.exec(stdout) ?? [];
    const { code } = await steptrace(["show", traceId, "--database-url", db.url]);
    expect(code).toBe(0);
  });

  test("nothing follows success, nor a trace that a command without options would not find", async ({
    db,
  }) => {
    const at = `--database-url ${db.url}`;
    for (const command of [
      "$steptrace run --skill hint -- true",
      `$steptrace run --skill hint ${at} -- false`,
    ]) {
      const env = command.includes(at) ? {} : { DATABASE_URL: db.url };
      const { stdout } = await shell(onTerminal(command), { env });
      expect(stdout).not.toContain("steptrace show");
    }
  });
});

describe("faults of tracing", () => {
  test("are told in a line, and change neither output nor code", async () => {
    const { code, stdout, stderr } = await steptrace(
      ["run", "--skill", "x", "--", "sh", "-c", "echo out; exit 5"],
      {
        env: {
          DATABASE_URL: "postgres://bob:hunter2@127.0.0.1:1/db",
          REDIS_URL: "redis://:hunter2@127.0.0.1:1",
        },
      },
    );
    expect({ code, stdout }).toEqual({ code: 5, stdout: "out\n" });
    const lines = stderr.trimEnd().split("\n");
    expect(lines).toHaveLength(2);
    expect(lines[0]).toMatch(/^steptrace: tracing: .* in Redis at 127\.0\.0\.1:1/);
    expect(lines[1]).toMatch(
      /^steptrace: tracing: Storing trace '.*' failed at 127\.0\.0\.1:1\/db: .*ECONNREFUSED/,
    );
    expect(stderr).not.toContain("hunter2");
  });

  test("include URLs that are none", async () => {
    const { code, stdout, stderr } = await steptrace(["run", "--skill", "x", "--", "echo", "out"], {
      env: { DATABASE_URL: "mysql://bob:hunter2@host/db", REDIS_URL: "bob:hunter2@host" },
    });
    expect({ code, stdout }).toEqual({ code: 0, stdout: "out\n" });
    expect(stderr.trimEnd().split("\n")).toHaveLength(2);
    expect(stderr).not.toContain("hunter2");
  });
});
