import type { ChildProcess } from "node:child_process";
import { describe, expect, onTestFinished } from "vitest";
import { migratedTest as test } from "./migrated-test.js";
import { type SteptraceOptions, steptrace } from "./steptrace.js";

/** Starts `steptrace tail`; what it has printed, and how it ends. */
function tail(args: readonly string[], options: SteptraceOptions) {
  let output = "";
  let child: ChildProcess | undefined;
  const onStart = (started: ChildProcess): void => {
    child = started;
    onTestFinished(() => void started.kill("SIGKILL"));
    started.stdout?.on("data", (chunk: Buffer) => {
      output += chunk;
    });
  };
  const finished = steptrace(["tail", ...args], { ...options, onStart });
  return { lines: () => output, end: () => child?.kill("SIGINT"), finished };
}

describe("steptrace tail", { timeout: 120_000 }, () => {
  test("prints a line for each trace that ends, those alone that are asked for", async ({ db }) => {
    const env = { DATABASE_URL: db.url };
    const all = tail([], { env });
    const failed = tail(["--status", "failed", "--skill", "evil\u001b[31m", "--json"], { env });
    await expect
      .poll(
        async () => {
          await steptrace(["run", "--skill", "fine", "--", "true"], { env });
          await steptrace(["run", "--skill", "evil\u001b[31m", "--", "false"], { env });
          return [all.lines(), failed.lines()];
        },
        { timeout: 60_000 },
      )
      .toEqual([expect.stringMatching(/success .* fine /), expect.stringContaining('"status":"failed"')]);
    all.end();
    failed.end();
    expect(await all.finished).toMatchObject({ code: 0, stderr: "" });
    const { stdout } = await failed.finished;
    for (const line of stdout.trim().split("\n"))
      expect(JSON.parse(line)).toMatchObject({ status: "failed", skillName: "evil\u001b[31m" });
    expect(all.lines()).not.toContain("\u001b");
  });
});
