import { existsSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { TraceQuery } from "@steptrace/query";
import { describe, expect } from "vitest";
import { migratedTest as test } from "./migrated-test.js";
import { shell, steptrace } from "./steptrace.js";
import { temporaryDirectory } from "./temporary-directory.js";

/** Bash: waits until a condition holds, or ten seconds have gone. */
const UNTIL =
  'wait_until() { for _ in $(seq 200); do eval "$1" && return; sleep 0.05; done; echo never: $1; }';

/** Whether a process runs whose id a script wrote to a file. */
async function isRunning(file: string): Promise<boolean> {
  const pid = (await readFile(file, "utf8")).trim();
  const status = await readFile(`/proc/${pid}/status`, "utf8").catch(() => "State: gone");
  return !/^State:\s+(Z|gone)/m.test(status);
}

describe("what a command leaves running in the background", () => {
  test("is not waited for, and goes on writing to standard error", async ({ db }) => {
    const cwd = await temporaryDirectory();
    const daemon = "until test -e ended; do sleep 0.05; done; echo late >&2; echo later >&2; touch survived";
    const { stdout, stderr } = await shell(
      `${UNTIL}; $steptrace run --skill daemon -- sh -c '(${daemon}) & echo early >&2; exit 3'
       echo "code $?"; touch ended; wait_until "test -e survived"`,
      { cwd, env: { DATABASE_URL: db.url } },
    );
    expect({ stdout, stderr }).toEqual({ stdout: "code 3\n", stderr: "early\nlate\nlater\n" });
  });

  test("is not ended by standard error that cannot be written to any more", async ({ db }) => {
    const cwd = await temporaryDirectory();
    const daemon =
      "until test -e ended; do sleep 0.05; done; for n in 1 2 3 4 5 6 7 8 9; do echo $n >&2; sleep 0.02; done; touch survived";
    const { stdout } = await shell(
      `${UNTIL}; $steptrace run --skill full -- sh -c '(${daemon}) >/dev/null & exit 0' 2>/dev/full
       touch ended; wait_until "test -e survived"`,
      { cwd, env: { DATABASE_URL: db.url } },
    );
    expect(stdout).toBe("");
    expect(existsSync(join(cwd, "survived"))).toBe(true);
  });
});

test("a command gets to know that nobody reads its standard error any more", async ({ db }) => {
  const { stdout } = await shell(
    "($steptrace run --skill head -- sh -c 'yes >&2' 2>&1 1>/dev/null; echo code $? >&3) 3>&1 | head -n 1",
    { env: { DATABASE_URL: db.url } },
  );
  expect(stdout).toBe("y\n");
});

describe("a reader of standard error that stands still", () => {
  test("keeps neither a time limit nor the trace from being", async ({ db }) => {
    const cwd = await temporaryDirectory();
    await using query = new TraceQuery(db.url);
    const reader = `wait_until "test -s pid"; wait_until "! kill -0 $(cat pid)"; echo ended; wait_until "test -e go"; wc -c`;
    const finished = shell(
      `${UNTIL}; $steptrace run --skill stalled --timeout 500ms -- sh -c 'echo $$ > pid; exec yes >&2' 2>&1 | (${reader}) 2>/dev/null`,
      { cwd, env: { DATABASE_URL: db.url } },
    );
    await expect
      .poll(() => query.queryBySkill("stalled"))
      .toMatchObject([
        { status: "timeout", errorMessage: expect.stringMatching(/^Timed out after 500 ms\n(y\n?)+$/) },
      ]);
    await shell("touch go", { cwd });
    expect((await finished).stdout).toMatch(/^ended\n\d+\n$/);
  });

  test("loses nothing", async ({ db }) => {
    const { stdout } = await shell(
      "$steptrace run --skill slow -- sh -c 'head -c 3000000 /dev/zero >&2' 2>&1 | (sleep 1; wc -c)",
      { env: { DATABASE_URL: db.url } },
    );
    expect(stdout.trim()).toBe("3000000");
  });
});

describe("a time limit", () => {
  // Two seconds, where the command has something to write first: on a busy machine it takes longer to begin.
  test("ends what the command has started too", async ({ db }) => {
    const cwd = await temporaryDirectory();
    const script = "sh -c 'sleep 300 & echo $! > inner; wait' & echo $! > outer; wait";
    const { code } = await steptrace(
      ["run", "--skill", "family", "--timeout", "2s", "--", "sh", "-c", script],
      { cwd, env: { DATABASE_URL: db.url } },
    );
    expect(code).toBe(124);
    expect([await isRunning(join(cwd, "inner")), await isRunning(join(cwd, "outer"))]).toEqual([
      false,
      false,
    ]);
  });

  test("kills what SIGTERM does not end, also where the command itself has ended by it", async ({ db }) => {
    const cwd = await temporaryDirectory();
    const stubborn = 'trap "" TERM; echo $$ > stubborn; while :; do sleep 0.05; done';
    const { code, stderr } = await steptrace(
      ["run", "--skill", "stubborn", "--timeout", "2s", "--", "sh", "-c", `sh -c '${stubborn}' & wait`],
      { cwd, env: { DATABASE_URL: db.url } },
    );
    expect({ code, stderr }).toEqual({ code: 124, stderr: "" });
    expect(await isRunning(join(cwd, "stubborn"))).toBe(false);
  });

  test("leaves alone what is not of the command", async ({ db }) => {
    const { stdout } = await shell(
      `sleep 30 & bystander=$!
       $steptrace run --skill bystander --timeout 300ms -- sleep 30
       kill $bystander && echo was running`,
      { env: { DATABASE_URL: db.url } },
    );
    expect(stdout).toBe("was running\n");
  });
});
