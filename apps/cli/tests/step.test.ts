import { randomUUID } from "node:crypto";
import type { Step, Trace } from "@steptrace/core";
import { TraceStorage } from "@steptrace/postgres-store";
import { TraceQuery } from "@steptrace/query";
import { RedisStepJournal } from "@steptrace/redis-context";
import { type PrivateServer, startRedis } from "@steptrace/test-services";
import { afterAll, beforeAll, describe, expect } from "vitest";
import { migratedTest } from "./migrated-test.js";
import { type Finished, type SteptraceOptions, shell, steptrace } from "./steptrace.js";
import { storeDirectory, temporaryDirectory } from "./temporary-directory.js";

let redis: PrivateServer;
beforeAll(async () => {
  redis = await startRedis();
});
afterAll(() => redis.stop());

interface Traced extends Finished {
  readonly trace: Trace;
}

/** A bash script under `steptrace run`, in which `$steptrace` is the program, and the trace that was stored. */
type RunScript = (script: string, options?: SteptraceOptions) => Promise<Traced>;

const test = migratedTest.extend<{ run: RunScript }>({
  run: async ({ db }, use) => {
    await use(async (script, options = {}) => {
      const skill = `release ${randomUUID()}`;
      const env = { DATABASE_URL: db.url, SKILL: skill, SCRIPT: script, REDIS: redis.url, ...options.env };
      const command = '$steptrace run --skill "$SKILL" --redis-url "$REDIS" -- bash -c "$SCRIPT"';
      const finished = await shell(command, { ...options, env });
      await using storage = new TraceStorage(db.url);
      const [summary] = await new TraceQuery(storage).queryBySkill(skill);
      const trace = summary && (await storage.getTrace(summary.traceId));
      if (trace === undefined) throw new Error(`nothing was recorded; stderr: ${finished.stderr}`);
      return { ...finished, trace };
    });
  },
});

/** Each step's name, led by those that it is part of. */
function paths({ steps }: Trace): readonly string[] {
  const byId = new Map(steps.map((step) => [step.id, step]));
  const path = (step: Step): string => {
    const parent = byId.get(step.parentId);
    return parent === undefined ? step.name : `${path(parent)} > ${step.name}`;
  };
  return steps.map(path);
}

const named = ({ steps }: Trace, name: string): Step | undefined => steps.find((step) => step.name === name);

/** Texts of traces in the journal, closed or open. */
async function left(): Promise<readonly string[]> {
  await using journal = new RedisStepJournal(redis.url);
  const traceIds: string[] = [];
  for await (const { traceId } of journal.silent(0)) traceIds.push(traceId);
  return traceIds;
}

describe("steptrace step, within steptrace run", { timeout: 120_000 }, () => {
  test("records nested and parallel commands as steps of one trace, each with its parent, in order", async ({
    run,
  }) => {
    const cwd = await temporaryDirectory();
    const script = `
      $steptrace step load -- echo loaded
      $steptrace step build -- bash -c '
        $steptrace step compile -- sh -c "touch compiling; until test -e linted; do sleep 0.02; done" &
        until test -e compiling; do sleep 0.02; done
        $steptrace step lint -- sh -c "echo warned >&2; touch linted; exit 3"
        echo lint $?
        wait'
      $steptrace step killed -- bash -c 'kill -KILL $$'
      echo killed $?
      $steptrace step push -- cat <<< pushed`;
    const { code, stdout, stderr, trace } = await run(script, { cwd });
    expect({ code, stdout, stderr }).toEqual({
      code: 0,
      stdout: "loaded\nlint 3\nkilled 137\npushed\n",
      stderr: "warned\n",
    });
    expect(paths(trace)).toEqual([
      "bash",
      "bash > load",
      "bash > build",
      "bash > build > compile",
      "bash > build > lint",
      "bash > killed",
      "bash > push",
    ]);
    expect(new Set(trace.steps.map(({ id }) => id)).size).toBe(7);
    expect(trace).toMatchObject({ status: "success", metadata: {} });
    expect(named(trace, "load")).toMatchObject({
      status: "success",
      attributes: { argv: ["echo", "loaded"], cwd, exit_code: 0, pid: expect.any(Number) },
    });
    expect(named(trace, "lint")).toMatchObject({
      status: "failed",
      errorMessage: "warned",
      attributes: { exit_code: 3 },
    });
    expect(named(trace, "killed")).toMatchObject({
      errorMessage: "Killed by SIGKILL",
      attributes: { signal: "SIGKILL" },
    });
    const [compile, lint] = [named(trace, "compile"), named(trace, "lint")];
    const endOf = (step: Step | undefined): number => (step?.offsetUs ?? 0) + (step?.durationUs ?? 0);
    expect(lint?.offsetUs).toBeLessThan(endOf(compile));
  });

  test("leaves a step of which the very program was killed as interrupted", async ({ run }) => {
    const { code, trace } = await run(`
      $steptrace step doomed -- bash -c 'echo begun; kill -KILL $PPID; sleep 0.1'
      echo ended $?
      $steptrace step after -- true`);
    expect(code).toBe(0);
    expect(paths(trace)).toEqual(["bash", "bash > doomed", "bash > after"]);
    expect(named(trace, "doomed")).toMatchObject({ status: "failed", interrupted: true });
  });

  test("is shown with its parents, while it runs and afterwards", async ({ run, db }) => {
    const { stdout, trace } = await run(
      `
      $steptrace step build -- bash -c '$steptrace step compile -- $steptrace show $STEPTRACE_TRACE_ID'`,
      {
        env: { REDIS_URL: redis.url },
      },
    );
    expect(stdout).toMatch(/is running[\s\S]*▸ bash.*\n.*▸ {3}build.*\n.*▸ {5}compile/);
    const shown = await steptrace(["show", trace.traceId], { env: { DATABASE_URL: db.url } });
    expect(shown.stdout).toMatch(/✓ bash.*\n.*✓ {3}build.*\n.*✓ {5}compile/);
  });

  test("passes bytes and signals through", async ({ run }) => {
    const { code, stdoutBytes, trace } = await run("exec $steptrace step copy -- cat", {
      input: Buffer.from([0, 0xff, 10, 0x80]),
    });
    expect([code, ...stdoutBytes]).toEqual([0, 0, 0xff, 10, 0x80]);
    expect(named(trace, "copy")).toMatchObject({ status: "success" });
    const signalled = await run(`
      $steptrace step serve -- bash -c 'trap "echo got; exit 5" TERM; kill -TERM $PPID; while :; do sleep 0.05; done'
      echo code $?`);
    expect(signalled.stdout).toBe("got\ncode 5\n");
    expect(named(signalled.trace, "serve")).toMatchObject({
      errorMessage: "Interrupted by SIGTERM",
      attributes: { exit_code: 5, received_signal: "SIGTERM" },
    });
  });

  test("has the last word of a trace that its owner did not outlive", async ({ db }) => {
    const skill = `killed ${randomUUID()}`;
    const script = `
      $steptrace step load -- true
      $steptrace step kill -- bash -c 'kill -KILL $OWNER; sleep 0.1'
      $steptrace step after -- true; echo done`;
    const env = { DATABASE_URL: db.url, SKILL: skill, SCRIPT: script, REDIS: redis.url };
    const { stdout } = await shell(
      `$steptrace run --skill "$SKILL" --redis-url "$REDIS" -- bash -c 'export OWNER=$PPID; eval "$SCRIPT"' | cat`,
      { env },
    );
    expect(stdout).toBe("done\n");
    const recovered = await steptrace(["recover", "--older-than", "1ms"], {
      env: { ...env, REDIS_URL: redis.url },
    });
    expect(recovered).toMatchObject({ code: 0, stdout: expect.stringContaining("interrupted") });
    await using storage = new TraceStorage(db.url);
    const [summary] = await new TraceQuery(storage).queryBySkill(skill);
    const trace = summary && (await storage.getTrace(summary.traceId));
    expect(trace).toMatchObject({ status: "failed", metadata: { interrupted: true } });
    expect(trace && paths(trace)).toEqual(["bash", "bash > load", "bash > kill", "bash > after"]);
  });

  test("is stored by recover, as it ended, where the database of run was none, or away", async ({ db }) => {
    for (const url of ["postgres://nobody@127.0.0.1:1/none", "mysql://host/none"]) {
      const skill = `away ${randomUUID()}`;
      const script = '$steptrace run --skill "$SKILL" --redis-url "$REDIS" -- $steptrace step load -- true';
      const env = { DATABASE_URL: url, SKILL: skill, REDIS: redis.url };
      const { code, stderr } = await shell(script, { env });
      expect(code).toBe(0);
      expect(stderr).toMatch(/^steptrace: tracing: .*\n$/);
      const recovery = { DATABASE_URL: db.url, REDIS_URL: redis.url };
      await steptrace(["recover", "--older-than", "1ms"], { env: recovery });
      await using storage = new TraceStorage(db.url);
      const [summary] = await new TraceQuery(storage).queryBySkill(skill);
      const trace = summary && (await storage.getTrace(summary.traceId));
      expect(trace).toMatchObject({ status: "success", metadata: {} });
      expect(trace?.steps).toHaveLength(2);
    }
  });

  test("leaves nothing in the journal, also where the trace is in an embedded store or its spool", async () => {
    const cwd = await storeDirectory();
    const before = await left();
    const script = '$steptrace run --skill embedded --redis-url "$REDIS" -- $steptrace step load -- true';
    const { code, stderr } = await shell(script, { cwd, env: { REDIS: redis.url } });
    expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
    const shown = await steptrace(["show", "--json"], { cwd });
    expect(paths(JSON.parse(shown.stdout) as Trace)).toEqual([
      expect.any(String),
      expect.stringMatching(/ > load$/),
    ]);
    expect(await left()).toEqual(before);
  });
});

describe("steptrace step, where there is nothing to record it in", () => {
  const run = (env: Readonly<Record<string, string>>): Promise<Finished> =>
    steptrace(["step", "load", "--", "sh", "-c", "echo out; exit 5"], { env });

  test.for([
    ["outside of a trace", {}, /runs in no trace: expected STEPTRACE_EXECUTION_ID/],
    [
      "without a Redis",
      { STEPTRACE_EXECUTION_ID: "exec-1" },
      /STEPTRACE_REDIS_URL, REDIS_URL or --redis-url/,
    ],
    [
      "with a Redis that is out of reach",
      { STEPTRACE_EXECUTION_ID: "exec-1", STEPTRACE_REDIS_URL: "redis://:hunter2@127.0.0.1:1" },
      /127\.0\.0\.1:1/,
    ],
    [
      "with a URL that is none",
      { STEPTRACE_EXECUTION_ID: "exec-1", STEPTRACE_REDIS_URL: "bob:hunter2@host" },
      /Invalid/,
    ],
  ] as const)("runs the command all the same, and says so in one line: %s", async ([, env, reason]) => {
    const { code, stdout, stderr } = await run(env);
    expect({ code, stdout }).toEqual({ code: 5, stdout: "out\n" });
    expect(stderr).toMatch(reason);
    expect(stderr).toMatch(/^steptrace: tracing: .*\n$/);
    expect(stderr).not.toContain("hunter2");
  });

  test("runs it in a trace that has ended, and of an execution that nobody knows", async ({ db }) => {
    const STEPTRACE_REDIS_URL = redis.url;
    const unknown = await run({ STEPTRACE_REDIS_URL, STEPTRACE_EXECUTION_ID: "nobody's" });
    expect(unknown.stderr).toMatch(/^steptrace: tracing: No trace of execution 'nobody's' is known.*\n$/);
    const executionId = randomUUID();
    const flags = ["--skill", "ended", "--execution-id", executionId, "--redis-url", redis.url];
    await steptrace(["run", ...flags, "--", "true"], { env: { DATABASE_URL: db.url } });
    const ended = await run({ STEPTRACE_REDIS_URL, STEPTRACE_EXECUTION_ID: executionId });
    expect(ended.stderr).toMatch(/^steptrace: tracing: Trace '.*' is finalized with status 'success'.*\n$/);
    expect([unknown.code, ended.code]).toEqual([5, 5]);
  });
});
