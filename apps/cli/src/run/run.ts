import { createPage } from "@steptrace/terminal";
import { describeFault } from "../faults/describe-fault.js";
import type { Connection } from "../store/connection.js";
import { resolveConnection } from "../store/resolve-connection.js";
import { complain } from "../terminal/print.js";
import { childEnvironment } from "./child-environment.js";
import type { ChildOutcome } from "./child-outcome.js";
import { exitCodeOfChild } from "./exit-code-of-child.js";
import { relayStderr } from "./relay-stderr.js";
import { runChild } from "./run-child.js";
import { showHint } from "./show-hint.js";
import { type CommandTrace, startCommandTrace } from "./start-command-trace.js";
import { storeTrace } from "./store-trace.js";
import { verdictOf } from "./verdict-of.js";

export interface RunOptions {
  readonly skill: string;
  readonly executionId?: string;
  readonly meta?: Readonly<Record<string, string>>;
  /** Milliseconds. */
  readonly timeout?: number;
}

/**
 * Runs a command, records it as a trace, and resolves to the exit code that tells how it ended. A fault of tracing is
 * told when the command has ended, and changes nothing.
 *
 * @param argv the command and its arguments
 */
export async function run(
  connection: Connection,
  argv: readonly string[],
  options: RunOptions,
): Promise<number> {
  const faults: string[] = [];
  const onFault = (fault: unknown): void => void faults.push(describeFault(fault));
  // Before the trace begins: making it is none of the command's time.
  const stderr = relayStderr();
  const trace = await begin(connection, argv, options, onFault);
  const outcome = await runChild({
    argv,
    stderr,
    env: childEnvironment(process.env, trace?.identity),
    timeoutMs: options.timeout,
  });
  tellStartError(argv, outcome);
  if (trace !== undefined) await finish(trace, connection, outcome, options.timeout, onFault).catch(onFault);
  await stderr?.delivered;
  for (const fault of new Set(faults)) complain(`tracing: ${fault.replaceAll("\n", " ")}`);
  const code = exitCodeOfChild(outcome);
  if (trace !== undefined && code !== 0 && faults.length === 0) hint(trace.identity.traceId, connection);
  return code;
}

async function begin(
  { redisUrl }: Connection,
  argv: readonly string[],
  { skill, executionId, meta }: RunOptions,
  onFault: (fault: unknown) => void,
): Promise<CommandTrace | undefined> {
  try {
    const record = { skillName: skill, argv, executionId, metadata: meta ?? {}, redisUrl };
    return await startCommandTrace(record, onFault);
  } catch (error) {
    onFault(error);
    return undefined;
  }
}

async function finish(
  trace: CommandTrace,
  connection: Connection,
  outcome: ChildOutcome,
  timeoutMs: number | undefined,
  onFault: (fault: unknown) => void,
): Promise<void> {
  try {
    const ended = trace.end(outcome, verdictOf(outcome, timeoutMs));
    if (ended !== undefined) await storeTrace(connection, ended, onFault);
  } finally {
    await trace.close();
  }
}

/** For people alone: a script may read what a command writes to standard error. */
function hint(traceId: string, connection: Connection): void {
  const command = showHint(traceId, connection, resolveConnection({}, process.env));
  if (!process.stderr.isTTY || command === undefined) return;
  const { colors } = createPage(process.stderr, process.env, new Date());
  process.stderr.write(`${colors.dim(command)}\n`);
}

/** What the shell would have said. */
function tellStartError([command = ""]: readonly string[], { startError }: ChildOutcome): void {
  if (startError === undefined) return;
  const advice =
    startError.code === "ENOENT" ? "Check its name, and PATH." : "Check that it may be executed.";
  complain(`'${command}' could not be started: ${startError.message}. ${advice}`);
}
