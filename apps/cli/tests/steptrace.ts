import { type ChildProcess, spawn } from "node:child_process";
import { existsSync } from "node:fs";
import { fileURLToPath } from "node:url";

/** The built program: what users run. */
const program: string = fileURLToPath(new URL("../dist/main.js", import.meta.url));

/** How a program ended, and what it wrote. */
export interface Finished {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
  readonly stdout: string;
  readonly stderr: string;
  readonly stdoutBytes: Buffer;
  readonly stderrBytes: Buffer;
}

export interface SteptraceOptions {
  readonly cwd?: string;
  readonly env?: Readonly<Record<string, string>>;
  /** What it reads from standard input. @default nothing */
  readonly input?: Buffer | string;
  /** Whether it leads a process group of its own. @default false */
  readonly ownGroup?: boolean;
  /** Called when it runs. */
  readonly onStart?: (child: ChildProcess) => void;
}

/** The environment of a user who has set nothing up. */
function plainEnvironment(env: Readonly<Record<string, string>> = {}): NodeJS.ProcessEnv {
  const { DATABASE_URL, REDIS_URL, NO_COLOR, FORCE_COLOR, ...rest } = process.env;
  return { ...rest, ...env };
}

/** Runs `steptrace` with arguments, as a process of its own, and waits for its end. */
export function steptrace(args: readonly string[], options: SteptraceOptions = {}): Promise<Finished> {
  return runProgram(process.execPath, [program, ...args], options);
}

/** Runs a shell script in which `$steptrace` is the program. */
export function shell(script: string, options: SteptraceOptions = {}): Promise<Finished> {
  const env = { ...options.env, steptrace: `${process.execPath} ${program}` };
  return runProgram("bash", ["-c", script], { ...options, env });
}

function runProgram(file: string, args: readonly string[], options: SteptraceOptions): Promise<Finished> {
  if (!existsSync(program)) {
    throw new Error(`${program} is missing: build it first, with npx tsc -b apps/cli/tsconfig.build.json`);
  }
  const child = spawn(file, args, {
    cwd: options.cwd,
    env: plainEnvironment(options.env),
    detached: options.ownGroup ?? false,
  });
  const chunks = { stdout: [] as Buffer[], stderr: [] as Buffer[] };
  child.stdout.on("data", (chunk: Buffer) => chunks.stdout.push(chunk));
  child.stderr.on("data", (chunk: Buffer) => chunks.stderr.push(chunk));
  // A program that does not read closes its end.
  child.stdin.on("error", () => {});
  child.stdin.end(options.input ?? "");
  options.onStart?.(child);
  return new Promise((resolve, reject) => {
    child.once("error", reject);
    child.once("close", (code, signal) => {
      const stdoutBytes = Buffer.concat(chunks.stdout);
      const stderrBytes = Buffer.concat(chunks.stderr);
      const texts = { stdout: stdoutBytes.toString(), stderr: stderrBytes.toString() };
      resolve({ code, signal, ...texts, stdoutBytes, stderrBytes });
    });
  });
}
