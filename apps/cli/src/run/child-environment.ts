import { toW3cSpanId, toW3cTraceId } from "@steptrace/core";

/** The step of a command is the only one of its trace. */
const STEP_ID = 1;

/** Who the trace of a command is. */
export interface TraceIdentity {
  readonly traceId: string;
  readonly executionId: string | undefined;
}

/**
 * The environment of a command: the caller's, and in it the command's own trace, which takes the place of one that the
 * caller itself runs in.
 *
 * @see https://www.w3.org/TR/trace-context/#traceparent-header
 */
export function childEnvironment(
  env: Readonly<NodeJS.ProcessEnv>,
  identity: TraceIdentity | undefined,
): NodeJS.ProcessEnv {
  if (identity === undefined) return { ...env };
  const { STEPTRACE_EXECUTION_ID: _, TRACESTATE: __, ...rest } = env;
  const w3cTraceId = toW3cTraceId(identity.traceId);
  return {
    ...rest,
    STEPTRACE_TRACE_ID: identity.traceId,
    ...(identity.executionId !== undefined && { STEPTRACE_EXECUTION_ID: identity.executionId }),
    ...(w3cTraceId !== undefined && { TRACEPARENT: `00-${w3cTraceId}-${toW3cSpanId(STEP_ID)}-01` }),
  };
}
