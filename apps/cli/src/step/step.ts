import { ExecutionTracer } from "@steptrace/core";
import { childEnvironment } from "../run/child-environment.js";
import { commandStep } from "../run/command-step.js";
import { endCommandStep } from "../run/end-command-step.js";
import { openRedis } from "../run/open-redis.js";
import { type OnFault, type Recording, runRecorded } from "../run/run-recorded.js";
import { verdictOf } from "../run/verdict-of.js";
import { enclosingTrace } from "./enclosing-trace.js";

export interface StepOptions {
  readonly redisUrl?: string;
}

/**
 * Runs a command as a step of the trace that its environment tells of, and resolves to the exit code that tells how it
 * ended. Where it cannot be recorded, it runs all the same.
 *
 * @param argv the command and its arguments
 */
export async function step(name: string, argv: readonly string[], options: StepOptions): Promise<number> {
  const { code } = await runRecorded(argv, undefined, (onFault) => begin(name, argv, options, onFault));
  return code;
}

async function begin(
  name: string,
  argv: readonly string[],
  options: StepOptions,
  onFault: OnFault,
): Promise<Recording> {
  const { executionId, redisUrl, traceparent } = enclosingTrace(options, process.env);
  const redis = await openRedis(redisUrl);
  try {
    const { context, journal, events } = redis;
    const tracer = new ExecutionTracer({ context, journal, events, onError: onFault });
    const trace = await tracer.joinTrace(
      executionId,
      traceparent === undefined ? {} : { parent: traceparent },
    );
    const { traceId } = trace;
    const recorded = trace.startStep(name, { attributes: commandStep(argv).attributes });
    // Before the command runs, whatever becomes of this process then. A fault of the journal is told by the tracer.
    await recorded.journaled().catch(() => {});
    return {
      env: childEnvironment(process.env, {
        traceId,
        executionId,
        redisUrl,
        traceparent: recorded.traceparent,
      }),
      async end(outcome) {
        try {
          endCommandStep(recorded, outcome, verdictOf(outcome, undefined));
          await trace.leave();
        } finally {
          await redis[Symbol.asyncDispose]();
        }
      },
    };
  } catch (error) {
    await redis[Symbol.asyncDispose]();
    throw error;
  }
}
