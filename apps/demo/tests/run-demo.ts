import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { resolve } from "node:path";
import { text } from "node:stream/consumers";

const MAIN = resolve(import.meta.dirname, "../dist/main.js");

/** A demo that runs, as its user would start it. */
export interface RunningDemo {
  readonly process: ChildProcess;
  readonly ended: Promise<EndedDemo>;
}

export interface EndedDemo {
  readonly exitCode: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** The Redis that the tests' own environment may name is none of the demo's: only what `env` adds is. */
export function startDemo(
  cwd: string,
  args: readonly string[] = [],
  env: Readonly<Record<string, string>> = {},
): RunningDemo {
  const child = spawn(process.execPath, [MAIN, ...args], {
    cwd,
    env: { ...process.env, REDIS_URL: "", ...env },
    stdio: ["ignore", "pipe", "pipe"],
  });
  const ended = Promise.all([text(child.stdout), text(child.stderr), once(child, "close")]).then(
    ([stdout, stderr]) => ({ exitCode: child.exitCode, stdout, stderr }),
  );
  return { process: child, ended };
}

export function runDemo(
  cwd: string,
  args: readonly string[] = [],
  env: Readonly<Record<string, string>> = {},
): Promise<EndedDemo> {
  return startDemo(cwd, args, env).ended;
}
