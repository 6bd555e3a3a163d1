import { existsSync } from "node:fs";
import { join } from "node:path";
import { runProgram } from "../run-program.js";
import { readManifest, readPackages } from "../workspace/read-packages.js";
import type { KnownCommands } from "./find-command-problems.js";

/** Asks the root package.json for its scripts, and the built command line for its help. */
export function knownCommands(root: string): KnownCommands {
  const answers = new Map<string, Promise<string | undefined>>();
  return {
    scripts: new Set(Object.keys(readManifest(root).scripts ?? {})),
    help(subcommands) {
      const key = subcommands.join(" ");
      const answer = answers.get(key) ?? askForHelp(root, subcommands);
      answers.set(key, answer);
      return answer;
    },
  };
}

async function askForHelp(root: string, subcommands: readonly string[]): Promise<string | undefined> {
  const program = findProgram(root);
  if (program === undefined) return undefined;
  const { succeeded, output } = await runProgram("node", [program, ...subcommands, "--help"], {
    timeout: 30_000,
  });
  // Asked about a command that it does not know, it tells about its parent.
  const usage = `Usage: ${["steptrace", ...subcommands].join(" ")}`;
  return succeeded && output.includes(usage) ? output : undefined;
}

function findProgram(root: string): string | undefined {
  for (const { directory, manifest } of readPackages(root)) {
    const file = manifest.bin?.["steptrace"];
    if (file !== undefined && existsSync(join(root, directory, file))) return join(root, directory, file);
  }
  return undefined;
}
