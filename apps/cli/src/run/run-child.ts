import { type ChildProcess, spawn } from "node:child_process";
import { closeSync } from "node:fs";
import type { Readable } from "node:stream";
import { setImmediate } from "node:timers/promises";
import type { ChildOutcome } from "./child-outcome.js";
import { forwardSignals } from "./forward-signals.js";
import { lastLines } from "./last-lines.js";
import { limitTime } from "./limit-time.js";
import type { ChildPipe } from "./open-pipe.js";
import { OutputTail } from "./output-tail.js";
import { untilDrained } from "./until-drained.js";

const TAIL_BYTES = 8192;
const LAST_LINES = 5;

/** A command, and what it runs in. */
export interface ChildCommand {
  /** The command and its arguments. */
  readonly argv: readonly string[];
  readonly env: NodeJS.ProcessEnv;
  /** For its standard error; without one, Node makes one. */
  readonly stderrPipe: ChildPipe | undefined;
  readonly timeoutMs: number | undefined;
}

interface Started {
  readonly child: ChildProcess;
  readonly stderr: Readable | undefined;
}

type Ending = Pick<ChildOutcome, "pid" | "startError" | "exitCode" | "signal">;

/**
 * Runs a command on this program's own input and output; what it writes to standard error is passed through as it
 * comes, and its end kept. Never rejects.
 */
export async function runChild(command: ChildCommand): Promise<ChildOutcome> {
  const tail = new OutputTail(TAIL_BYTES);
  const outcomeOf = (ending: Ending, timedOut: boolean, received?: NodeJS.Signals): ChildOutcome => ({
    ...ending,
    timedOut,
    received,
    lastLines: lastLines(tail.lines(), LAST_LINES),
  });
  // Before the child runs: it may be known to others, and signalled for, before we hear that it does.
  let running: ChildProcess | undefined;
  const kill = (signal: NodeJS.Signals): void => void running?.kill(signal);
  const signals = forwardSignals(kill);
  const started = start(command);
  if (!("child" in started)) {
    signals.stop();
    return outcomeOf({ startError: started }, false);
  }
  const { child, stderr } = started;
  running = child;
  const limit = limitTime(command.timeoutMs, kill);
  if (stderr !== undefined) passThrough(stderr, tail);
  const ending = await untilEnd(child);
  limit.stop();
  if (stderr !== undefined) await untilDrained(stderr);
  stderr?.destroy();
  // A signal to the whole group may be told after the child's end by it.
  await setImmediate();
  signals.stop();
  return outcomeOf(ending, limit.isOver, signals.received);
}

/** The running child; or why there is none, where that is known at once. */
function start({ argv, env, stderrPipe: pipe }: ChildCommand): Started | NodeJS.ErrnoException {
  const [file = "", ...args] = argv;
  try {
    const child = spawn(file, args, { stdio: ["inherit", "inherit", pipe?.writer ?? "pipe"], env });
    return { child, stderr: pipe?.reader ?? child.stderr ?? undefined };
  } catch (error) {
    pipe?.reader.destroy();
    return error as NodeJS.ErrnoException;
  } finally {
    if (pipe !== undefined) closeSync(pipe.writer);
  }
}

function passThrough(stderr: Readable, tail: OutputTail): void {
  stderr.on("data", (chunk: Buffer) => tail.add(chunk));
  stderr.pipe(process.stderr, { end: false });
  // Nobody reads any more: the child gets to know that as it would without us.
  process.stderr.once("error", () => stderr.destroy());
  stderr.on("error", () => stderr.destroy());
}

function untilEnd(child: ChildProcess): Promise<Ending> {
  return new Promise((resolve) => {
    child.on("error", (error) => {
      // Of a running child, it is a signal that could not be sent.
      if (child.pid === undefined) resolve({ startError: error });
    });
    child.once("exit", (exitCode, signal) => {
      resolve({
        pid: child.pid,
        ...(exitCode !== null && { exitCode }),
        ...(signal !== null && { signal }),
      });
    });
  });
}
