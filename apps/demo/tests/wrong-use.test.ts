import { describe, expect, test } from "vitest";
import { runDemo } from "./run-demo.js";
import { temporaryDirectory } from "./temporary-directory.js";

describe("the demo, asked for what it cannot do", { timeout: 60_000 }, () => {
  test.each([
    [["--nonsense"], "unknown option '--nonsense'"],
    [["--executions", "many"], "Expected a whole number from 1 to 10000"],
    [["--database-url", "mysql://me:secret@127.0.0.1/app"], "Invalid database URL"],
    [["--redis-url", "http://me:secret@127.0.0.1"], "Invalid redis"],
  ])("refuses %j with exit code 2", async (args, message) => {
    const { exitCode, stdout, stderr } = await runDemo(await temporaryDirectory(), args);
    expect({ exitCode, stdout }).toEqual({ exitCode: 2, stdout: "" });
    expect(stderr).toContain(message);
    expect(stderr).not.toMatch(/secret|\n {4}at /);
  });

  test.each([
    ["--database-url", "postgres://me:secret@127.0.0.1:1/app", "127.0.0.1:1/app"],
    ["--redis-url", "redis://me:secret@127.0.0.1:1", "127.0.0.1:1"],
  ])("ends with exit code 3 where %s leads nowhere", async (option, url, place) => {
    const { exitCode, stdout, stderr } = await runDemo(await temporaryDirectory(), [option, url]);
    expect({ exitCode, stdout }).toEqual({ exitCode: 3, stdout: "" });
    expect(stderr).toContain(place);
    expect(stderr).toContain("ECONNREFUSED");
    expect(stderr).not.toMatch(/secret|\n {4}at /);
  });

  test("shows its options with --help", async () => {
    const { exitCode, stdout } = await runDemo(await temporaryDirectory(), ["--help"]);
    expect(exitCode).toBe(0);
    expect(stdout).toContain("--database-url <url>");
  });
});
