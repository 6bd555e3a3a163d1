import { ChildProcess, spawn } from "node:child_process";
import { setTimeout } from "node:timers/promises";
import type { ChildOutcome } from "./child-outcome.js";
import { endFamily } from "./end-family.js";
import { errorLines } from "./error-lines.js";
import { forwardSignals } from "./forward-signals.js";
import { limitTime } from "./limit-time.js";
import type { StderrRelay } from "./relay-stderr.js";

/** A command, and what it runs in. */
export interface ChildCommand {
  /** The command and its arguments. */
  readonly argv: readonly string[];
  readonly env: NodeJS.ProcessEnv;
  /** Without one, standard error is this program's own, and none of it is kept. */
  readonly stderr: StderrRelay | undefined;
  readonly timeoutMs: number | undefined;
}

const GROUP_SIGNAL_MS = 100;

type Ending = Pick<ChildOutcome, "pid" | "startError" | "exitCode" | "signal">;

/**
 * Runs a command on this program's own input and output; what it writes to standard error is passed through as it
 * comes, and its end kept. Never rejects.
 */
export async function runChild(command: ChildCommand): Promise<ChildOutcome> {
  // Before the child runs: it may be known to others, and signalled for, before we hear that it does.
  let running: ChildProcess | undefined;
  const signals = forwardSignals((signal) => void running?.kill(signal));
  const started = start(command);
  if (started instanceof ChildProcess) running = started;
  const limit = limitTime(command.timeoutMs, () => endFamily(running?.pid));
  const ending = started instanceof ChildProcess ? await untilEnd(started) : { startError: started };
  await limit.stop();
  const written = (await command.stderr?.finish()) ?? [];
  // A signal to the whole group may be told after the child's end by it, on a busy machine some time after.
  await setTimeout(ending.signal !== undefined && signals.received === undefined ? GROUP_SIGNAL_MS : 1);
  signals.stop();
  return {
    ...ending,
    timedOut: limit.isOver,
    received: signals.received,
    errorLines: errorLines(written),
  };
}

/** The running child; or why there is none, where that is known at once. */
function start({ argv, env, stderr }: ChildCommand): ChildProcess | NodeJS.ErrnoException {
  const [file = "", ...args] = argv;
  try {
    return spawn(file, args, { stdio: ["inherit", "inherit", stderr?.writer ?? "inherit"], env });
  } catch (error) {
    return error as NodeJS.ErrnoException;
  } finally {
    stderr?.closeWriter();
  }
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
