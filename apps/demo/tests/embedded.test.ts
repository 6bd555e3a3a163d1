import { execFile } from "node:child_process";
import { existsSync } from "node:fs";
import { join } from "node:path";
import { promisify } from "node:util";
import { describe, expect, test } from "vitest";
import { expectSixtyExecutions } from "./expect-sixty-executions.js";
import { readTraces } from "./read-traces.js";
import { runDemo, startDemo } from "./run-demo.js";
import { temporaryDirectory } from "./temporary-directory.js";

const TITLES = [
  "The newest traces",
  "Where the time of the slowest one went",
  "How long each skill takes",
  "What fails most",
  "What was otherwise in a failure",
  "Failures like this one",
];

const run = promisify(execFile);

describe("the demo on its embedded store", { timeout: 180_000 }, () => {
  test("stores sixty executions, says what it knows, and adds to them the next time", async () => {
    const directory = await temporaryDirectory();
    const store = { directory: join(directory, ".steptrace") };

    const first = await runDemo(directory);
    expect(first).toMatchObject({ exitCode: 0 });
    expect(first.stderr).not.toContain("Not traced");
    expect(first.stdout).toMatch(/^60 executions in .* s: 41 succeeded, 15 failed, 4 timed out$/m);
    for (const title of TITLES) expect(first.stdout).toContain(`\n${title}\n`);
    expect(first.stdout).toMatch(/^ {2}call-service {2,}12 {2}6 \(50 %\)/m);
    expect(first.stdout).toMatch(/^ {2}0\.78 {3}━{8}┄┄ {2}load-config/m);
    expect(first.stdout).toContain(store.directory);
    expect(first.stdout + first.stderr).not.toContain("\u001b");
    expect(first.stdout).toMatch(/^ {2}node .* stats.*\n\nWith --redis-url or REDIS_URL, .*\n$/m);
    expectSixtyExecutions(await readTraces(store));
    await expectSuggestionsToWork(first.stdout, directory);

    const second = await runDemo(directory, ["--executions", "10"]);
    expect(second).toMatchObject({ exitCode: 0 });
    expect(second.stdout).toMatch(/^ {2}run-checks {2,}14 /m);
    expect(await readTraces(store)).toHaveLength(70);

    const third = startDemo(directory, ["--executions", "1000"]);
    third.process.stderr?.on("data", (text: Buffer) => {
      if (text.includes("Running")) third.process.kill("SIGINT");
    });
    const { exitCode, stderr, stdout } = await third.ended;
    expect({ exitCode, stdout }).toEqual({ exitCode: 130, stdout: "" });
    expect(stderr).toMatch(/The demo was interrupted by SIGINT\n$/);
    expect(existsSync(join(store.directory, "lock"))).toBe(false);
  });
});

/** The commands at the end of the output, copied into a shell as they stand. */
async function expectSuggestionsToWork(output: string, directory: string): Promise<void> {
  const commands = output.match(/(?<=^ {2})node .*$/gm) ?? [];
  const found = [];
  for (const command of commands) found.push((await run("sh", ["-c", command], { cwd: directory })).stdout);
  expect(found).toEqual([
    expect.stringContaining("SKILL"),
    expect.stringMatching(/ +trace +\w/),
    expect.stringContaining("The last success before it"),
    expect.stringMatching(/^Failures like/),
    expect.stringContaining("<*>"),
    expect.stringContaining("call-service"),
  ]);
}
