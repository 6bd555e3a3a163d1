import { type ChildProcess, execFile, spawn } from "node:child_process";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { onTestFinished } from "vitest";

const run = promisify(execFile);

/** Runs one of the scripts in `processes`, on the built package, and gives what it printed. */
export async function runProcess(
  script: URL,
  args: readonly string[],
  env: Readonly<Record<string, string>> = {},
): Promise<string> {
  const { stdout } = await run(process.execPath, [fileURLToPath(script), ...args], {
    env: { ...process.env, ...env },
  });
  return stdout;
}

/** A process that runs until it is killed; at the end of the test at the latest. */
export interface RunningProcess {
  readonly child: ChildProcess;
  /** The lines that it has printed whole. */
  lines(): readonly string[];
  /** Ends its standard input, and waits until it is gone. */
  end(): Promise<void>;
  /** Kills it without a warning, and waits until it is gone. */
  kill(): Promise<void>;
}

export function startProcess(script: URL, args: readonly string[]): RunningProcess {
  const child = spawn(process.execPath, [fileURLToPath(script), ...args], {
    stdio: ["pipe", "pipe", "inherit"],
  });
  const exited = new Promise<void>((resolve) => child.once("exit", () => resolve()));
  let output = "";
  child.stdout.setEncoding("utf8").on("data", (text: string) => {
    output += text;
  });
  const kill = async () => {
    child.kill("SIGKILL");
    await exited;
  };
  const end = async () => {
    child.stdin.end();
    await exited;
  };
  onTestFinished(kill);
  return { child, lines: () => output.split("\n").slice(0, -1), end, kill };
}
