import { closeTrace, ExecutionTracer, type FinalTrace, TraceRecorder, uuidV7 } from "@steptrace/core";
import type { TraceIdentity } from "./child-environment.js";
import type { ChildOutcome } from "./child-outcome.js";
import { commandStep } from "./command-step.js";
import { endCommandStep } from "./end-command-step.js";
import { openRedis, type SharedRedis } from "./open-redis.js";
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
 * Starts the trace of a command: one step, named after it. With Redis, it is journaled, others can find it by its execution
 * id, and one is made where none was given.
 *
 * @param onFault hears of a Redis that cannot be used; the trace goes on without
 */
export async function startCommandTrace(
  { skillName, argv, executionId: given, metadata, redisUrl }: CommandRecord,
  onFault: (fault: unknown) => void,
): Promise<CommandTrace> {
  const redis = redisUrl === undefined ? undefined : await tolerate(() => openRedis(redisUrl), onFault);
  const executionId = given ?? (redis === undefined ? undefined : uuidV7(Date.now()));
  const tracer = new ExecutionTracer({ ...toPorts(redis), onError: onFault });
  const traceId = await tracer.startTrace(skillName, {
    metadata,
    ...(executionId !== undefined && { executionId }),
  });
  const { name, attributes } = commandStep(argv);
  const step = new TraceRecorder(tracer, { traceId }).startStep(name, { attributes });
  // Before the command runs: it may join at once. A fault is told by the tracer.
  await step.journaled().catch(() => {});
  return {
    identity: { traceId, executionId, traceparent: step.traceparent, redisUrl: redis && redisUrl },
    end(outcome, verdict) {
      endCommandStep(step, outcome, verdict);
      const trace = tracer.getCurrentTrace();
      return trace && closeTrace(trace, verdict.status, {}, Date.now());
    },
    async close() {
      await redis?.[Symbol.asyncDispose]();
    },
  };
}

function toPorts(
  redis: SharedRedis | undefined,
): Partial<Pick<SharedRedis, "context" | "journal" | "events">> {
  return redis === undefined ? {} : { context: redis.context, journal: redis.journal, events: redis.events };
}

async function tolerate<T>(act: () => Promise<T>, onFault: (fault: unknown) => void): Promise<T | undefined> {
  try {
    return await act();
  } catch (error) {
    onFault(error);
    return undefined;
  }
}
