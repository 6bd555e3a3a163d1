import { createPage } from "@steptrace/terminal";
import type { Connection } from "../store/connection.js";
import { resolveConnection } from "../store/resolve-connection.js";
import { childEnvironment } from "./child-environment.js";
import type { ChildOutcome } from "./child-outcome.js";
import { type OnFault, runRecorded } from "./run-recorded.js";
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
  { skill, executionId, meta, timeout }: RunOptions,
): Promise<number> {
  const { redisUrl } = connection;
  let traceId: string | undefined;
  const { code, isRecorded } = await runRecorded(argv, timeout, async (onFault) => {
    const record = { skillName: skill, argv, executionId, metadata: meta ?? {}, redisUrl };
    const trace = await startCommandTrace(record, onFault);
    traceId = trace.identity.traceId;
    return {
      env: childEnvironment(process.env, trace.identity),
      end: (outcome) => finish(trace, connection, outcome, timeout, onFault),
    };
  });
  if (traceId !== undefined && code !== 0 && isRecorded) hint(traceId, connection);
  return code;
}

async function finish(
  trace: CommandTrace,
  connection: Connection,
  outcome: ChildOutcome,
  timeoutMs: number | undefined,
  onFault: OnFault,
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
