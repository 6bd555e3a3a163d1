import { execFile } from "node:child_process";
import { promisify } from "node:util";

const execute = promisify(execFile);

export interface CommandOptions {
  readonly cwd?: string;
  readonly env?: NodeJS.ProcessEnv;
  readonly uid?: number;
  readonly gid?: number;
  /** Milliseconds after which the command is ended. */
  readonly timeout?: number;
}

/**
 * Runs a program to its end and gives what it printed to its standard output.
 *
 * @throws when it cannot be run, fails or takes too long; the message holds the end of what it said
 */
export async function runCommand(
  file: string,
  args: readonly string[],
  options: CommandOptions = {},
): Promise<string> {
  try {
    const { stdout } = await execute(file, args, { timeout: 60_000, maxBuffer: 1 << 24, ...options });
    return stdout;
  } catch (error) {
    throw new Error(`\`${file} ${args.join(" ")}\` failed: ${lastWords(error)}`, { cause: error });
  }
}

function lastWords(error: unknown): string {
  const stderr = error instanceof Error && "stderr" in error ? String(error.stderr).trim() : "";
  return (stderr || String(error)).split("\n").slice(-5).join("\n");
}
