import { describeFault } from "../faults/describe-fault.js";
import { complain } from "../terminal/print.js";
import type { ChildOutcome } from "./child-outcome.js";
import { exitCodeOfChild } from "./exit-code-of-child.js";
import { oncePerRedis } from "./open-redis.js";
import { relayStderr } from "./relay-stderr.js";
import { runChild } from "./run-child.js";

/** Hears of a fault of tracing. */
export type OnFault = (fault: unknown) => void;

/** How a command is recorded that is about to run. */
export interface Recording {
  /** The environment that it gets. */
  readonly env: NodeJS.ProcessEnv;
  /** Records how it ended. */
  end(outcome: ChildOutcome): Promise<void>;
}

/** A command that has ended. */
export interface RecordedRun {
  /** The exit code that tells how. */
  readonly code: number;
  /** Whether all went well with recording it. */
  readonly isRecorded: boolean;
}

/**
 * Runs a command, and has it recorded. A fault of tracing is told when the command has ended, each in one line, and changes
 * nothing.
 *
 * @param argv the command and its arguments
 * @param timeoutMs after which the command is ended
 * @param begin what records it; where that rejects, the command runs all the same, in this program's own environment
 */
export async function runRecorded(
  argv: readonly string[],
  timeoutMs: number | undefined,
  begin: (onFault: OnFault) => Promise<Recording>,
): Promise<RecordedRun> {
  const faults: string[] = [];
  const onFault = oncePerRedis((fault) => void faults.push(describeFault(fault)));
  // Before the recording begins: making it is none of the command's time.
  const stderr = relayStderr();
  const recording = await begin(onFault).catch(onFault);
  const env = recording?.env ?? { ...process.env };
  const outcome = await runChild({ argv, stderr, env, timeoutMs });
  tellStartError(argv, outcome);
  await recording?.end(outcome).catch(onFault);
  await stderr?.delivered;
  for (const fault of new Set(faults)) complain(`tracing: ${fault.replaceAll("\n", " ")}`);
  return { code: exitCodeOfChild(outcome), isRecorded: recording !== undefined && faults.length === 0 };
}

/** What the shell would have said. */
function tellStartError([command = ""]: readonly string[], { startError }: ChildOutcome): void {
  if (startError === undefined) return;
  const advice =
    startError.code === "ENOENT" ? "Check its name, and PATH." : "Check that it may be executed.";
  complain(`'${command}' could not be started: ${startError.message}. ${advice}`);
}
