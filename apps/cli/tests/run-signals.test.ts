import type { ChildProcess } from "node:child_process";
import { TraceQuery } from "@steptrace/query";
import { describe, expect } from "vitest";
import { migratedTest as test } from "./migrated-test.js";
import { type Finished, steptrace } from "./steptrace.js";

interface Signalled extends Finished {
  readonly status: string | undefined;
  readonly errorMessage: string | undefined;
}

/** Runs a shell script under trace; `act` is called when the script has written "ready". */
async function runScript(
  url: string,
  skill: string,
  script: string,
  act: (child: ChildProcess, scriptPid: number) => void,
): Promise<Signalled> {
  const finished = await steptrace(["run", "--skill", skill, "--", "bash", "-c", script], {
    env: { DATABASE_URL: url },
    ownGroup: true,
    onStart: (child) => {
      let said = "";
      child.stdout?.on("data", (chunk: Buffer) => {
        const before = said;
        said += chunk.toString();
        const pid = /ready (\d+)\n/.exec(said)?.[1];
        if (pid !== undefined && !before.includes("ready")) act(child, Number(pid));
      });
    },
  });
  await using query = new TraceQuery(url);
  const [trace] = await query.queryBySkill(skill);
  return { ...finished, status: trace?.status, errorMessage: trace?.errorMessage };
}

const WAIT = "echo ready $$; exec sleep 30";
const COUNT =
  "n=0; trap 'n=$((n+1)); echo got $n' INT; trap 'exit 0' TERM; echo ready $$; while :; do sleep 0.05; done";

describe("a signal to steptrace", () => {
  test.for(["SIGINT", "SIGTERM", "SIGHUP"] as const)("alone is passed on: %s", async (signal, { db }) => {
    const result = await runScript(db.url, `alone-${signal}`, WAIT, (child) => void child.kill(signal));
    expect(result).toMatchObject({
      code: { SIGINT: 130, SIGTERM: 143, SIGHUP: 129 }[signal],
      stderr: "",
      status: "failed",
      errorMessage: `Interrupted by ${signal}`,
    });
  });

  test("and its whole group ends the command once, and is recorded", async ({ db }) => {
    const result = await runScript(db.url, "group", WAIT, (child) => {
      process.kill(-(child.pid ?? 0), "SIGINT");
    });
    expect(result).toMatchObject({ code: 130, status: "failed", errorMessage: "Interrupted by SIGINT" });
  });

  test("leaves it to the command when to end, and with which code", async ({ db }) => {
    const script = "trap 'echo cleaning up; exit 9' TERM; echo ready $$; while :; do sleep 0.05; done";
    const result = await runScript(db.url, "trap", script, (child) => void child.kill("SIGTERM"));
    expect(result).toMatchObject({ code: 9, status: "failed", errorMessage: "Interrupted by SIGTERM" });
    expect(result.stdout).toContain("cleaning up");
  });

  test("that a command survives reaches it each time that it is sent", async ({ db }) => {
    const result = await runScript(db.url, "count", COUNT, (child) => {
      child.kill("SIGINT");
      child.stdout?.on("data", (chunk: Buffer) => {
        if (chunk.includes("got 1")) child.kill("SIGINT");
        if (chunk.includes("got 2")) child.kill("SIGTERM");
      });
    });
    // It ended in order, and so did what it was asked to.
    expect(result).toMatchObject({ code: 0, status: "success" });
  });
});

test("a command that is killed is told by 128 + n", async ({ db }) => {
  const result = await runScript(db.url, "killed", WAIT, (_child, pid) => process.kill(pid, "SIGKILL"));
  expect(result).toMatchObject({ code: 137, status: "failed", errorMessage: "Killed by SIGKILL" });
});
