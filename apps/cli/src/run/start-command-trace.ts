import { basename } from "node:path";
import {
  closeTrace,
  ExecutionTracer,
  type FinalTrace,
  type StepHandle,
  TraceRecorder,
  uuidV7,
} from "@steptrace/core";
import type { RedisTraceContext } from "@steptrace/redis-context";
import type { TraceIdentity } from "./child-environment.js";
import type { ChildOutcome } from "./child-outcome.js";
import type { Verdict } from "./verdict-of.js";

/** What a command is recorded as. */
export interface CommandRecord {
  readonly skillName: string;
  /** The command and its arguments. */
  readonly argv: readonly string[];
  readonly executionId: string | undefined;
  readonly metadata: object;
  readonly redisUrl: string | undefined;
}

/** The trace of a command that runs. */
export interface CommandTrace {
  readonly identity: TraceIdentity;
  /** Ends it now; what is returned can be stored later. */
  end(outcome: ChildOutcome, verdict: Verdict): FinalTrace | undefined;
  close(): Promise<void>;
}

/**
 * Starts the trace of a command: one step, named after it. With Redis, others can find it by its execution id, and one
 * is made where none was given.
 *
 * @param onFault hears of a Redis that cannot be used; the trace goes on without
 */
export async function startCommandTrace(
  { skillName, argv, executionId: given, metadata, redisUrl }: CommandRecord,
  onFault: (fault: unknown) => void,
): Promise<CommandTrace> {
  const context = redisUrl === undefined ? undefined : await openContext(redisUrl, onFault);
  const executionId = given ?? (context === undefined ? undefined : uuidV7(Date.now()));
  const tracer = new ExecutionTracer({ ...(context !== undefined && { context }), onError: onFault });
  const traceId = await tracer.startTrace(skillName, {
    metadata,
    ...(executionId !== undefined && { executionId }),
  });
  const attributes = { argv, cwd: process.cwd() };
  const step = new TraceRecorder(tracer, { traceId }).startStep(stepName(argv), { attributes });
  return {
    identity: { traceId, executionId },
    end(outcome, verdict) {
      endStep(step, outcome, verdict);
      const trace = tracer.getCurrentTrace();
      return trace && closeTrace(trace, verdict.status, {}, Date.now());
    },
    async close() {
      await context?.close();
    },
  };
}

/** Loaded where there is a Redis alone: its client takes its time. */
async function openContext(
  redisUrl: string,
  onFault: (fault: unknown) => void,
): Promise<RedisTraceContext | undefined> {
  try {
    const { RedisTraceContext } = await import("@steptrace/redis-context");
    return new RedisTraceContext(redisUrl);
  } catch (error) {
    onFault(error);
    return undefined;
  }
}

function stepName([command = ""]: readonly string[]): string {
  return basename(command).trim() || "command";
}

function endStep(step: StepHandle, outcome: ChildOutcome, verdict: Verdict): void {
  const { pid, exitCode, signal, received } = outcome;
  const { status, errorMessage } = verdict;
  step.setAttributes({
    ...(pid !== undefined && { pid }),
    ...(exitCode !== undefined && { exit_code: exitCode }),
    ...(signal !== undefined && { signal }),
    ...(received !== undefined && { received_signal: received }),
  });
  step.end(
    status === "success" ? {} : { status: "failed", ...(errorMessage !== undefined && { errorMessage }) },
  );
}
