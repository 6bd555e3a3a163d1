import { fromTraceparent } from "@steptrace/core";
import { UsageError } from "../faults/usage-error.js";
import type { StepOptions } from "./step.js";

/** The trace that a command runs in, as its environment tells of it. */
export interface EnclosingTrace {
  readonly executionId: string;
  readonly redisUrl: string;
  /** What the command is part of; absent where the environment names nothing of that trace. */
  readonly traceparent: string | undefined;
}

/** @throws {UsageError} where the environment tells of no trace, or of none that can be joined */
export function enclosingTrace(
  { redisUrl: given }: StepOptions,
  env: Readonly<Record<string, string | undefined>>,
): EnclosingTrace {
  const executionId = env["STEPTRACE_EXECUTION_ID"];
  const redisUrl = given || env["STEPTRACE_REDIS_URL"] || env["REDIS_URL"];
  if (!executionId) {
    throw new UsageError(
      "The step is not recorded, for it runs in no trace: expected STEPTRACE_EXECUTION_ID in its environment. Run it within steptrace run, with --redis-url.",
    );
  }
  if (!redisUrl) {
    throw new UsageError(
      "The step is not recorded: expected STEPTRACE_REDIS_URL, REDIS_URL or --redis-url. Give --redis-url to the steptrace run that it runs in.",
    );
  }
  return { executionId, redisUrl, traceparent: ownTraceparent(env) };
}

/** Some other tracing system may have set one of its own since. */
function ownTraceparent(env: Readonly<Record<string, string | undefined>>): string | undefined {
  const traceparent = env["TRACEPARENT"];
  const parts = traceparent === undefined ? undefined : fromTraceparent(traceparent);
  return parts !== undefined && parts.traceId === env["STEPTRACE_TRACE_ID"] ? traceparent : undefined;
}
