import { execFile } from "node:child_process";
import { delimiter, join } from "node:path";
import { fileURLToPath } from "node:url";
import { root } from "./workspace/root.js";

/** How a program ended. */
export interface ProgramResult {
  readonly succeeded: boolean;
  /** All that it printed. */
  readonly output: string;
}

export interface ProgramOptions {
  /** @default the root of the repository */
  readonly cwd?: string;
  readonly env?: NodeJS.ProcessEnv;
  /**
   * Milliseconds after which it is ended.
   *
   * @default 300_000
   */
  readonly timeout?: number;
}

const own = fileURLToPath(new URL("../", import.meta.url));
const programs = [own, root].map((directory) => join(directory, "node_modules", ".bin"));
const path = [...programs, process.env["PATH"] ?? ""].join(delimiter);

/** Runs a program that the workspace has installed, or the system, to its end. It never throws. */
export function runProgram(
  file: string,
  args: readonly string[],
  { cwd = root, env = {}, timeout = 300_000 }: ProgramOptions = {},
): Promise<ProgramResult> {
  const options = {
    cwd,
    timeout,
    maxBuffer: 1 << 26,
    env: { ...process.env, FORCE_COLOR: "0", PATH: path, ...env },
  };
  return new Promise((resolve) => {
    execFile(file, args, options, (error, stdout, stderr) => {
      const output = `${stdout}${stderr}`.trim();
      resolve({ succeeded: error === null, output: output || (error?.message ?? "") });
    });
  });
}
