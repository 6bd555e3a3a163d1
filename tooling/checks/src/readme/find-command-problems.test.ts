import { describe, expect, it } from "vitest";
import { findCommandProblems, type KnownCommands } from "./find-command-problems.js";

const pages: Readonly<Record<string, string>> = {
  "": "Usage: steptrace [options] [command]\n  -V, --version  print the version",
  similar: "Usage: steptrace similar [options] <text>\n  -l, --limit <n>  how many",
  db: "Usage: steptrace db [command]",
  "db migrate": "Usage: steptrace db migrate [options]\n  --dry-run",
};

const known: KnownCommands = {
  scripts: new Set(["demo", "check"]),
  help: async (subcommands) => pages[subcommands.join(" ")],
};

const found = async (command: string) => {
  const problems = await findCommandProblems(
    [{ path: "README.md", line: 1, words: command.split(" ") }],
    known,
  );
  return problems.map((problem) => problem.found);
};

describe("findCommandProblems", () => {
  it.each([
    "npm run demo",
    "npm test",
    "steptrace --version",
    "steptrace similar x --limit=5",
    "npx -y steptrace similar -l 5",
    "steptrace db migrate --dry-run",
    "docker compose up",
  ])("accepts %s", async (command) => {
    expect(await found(command)).toEqual([]);
  });

  it.each([
    ["npm run dem", `there is no script "dem"`],
    ["steptrace similiar x", `there is no command "steptrace similiar"`],
    ["steptrace similar x --lim 5", "steptrace similar has no option --lim"],
    ["steptrace db migrate --wet-run", "steptrace db migrate has no option --wet-run"],
    ["steptrace --dry-run", "steptrace has no option --dry-run"],
  ])("refuses %s", async (command, problem) => {
    expect(await found(command)).toEqual([problem]);
  });
});
