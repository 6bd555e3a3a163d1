/** Who the trace of a command is, to the command. */
export interface TraceIdentity {
  readonly traceId: string;
  readonly executionId: string | undefined;
  /** The step that the command is, in W3C's words. */
  readonly traceparent: string | undefined;
  /** Where its journal is; absent where it has none. */
  readonly redisUrl: string | undefined;
}

/**
 * The environment of a command: the caller's, and in it the command's own trace, which takes the place of one that the
 * caller itself runs in.
 *
 * @see https://www.w3.org/TR/trace-context/#traceparent-header
 */
export function childEnvironment(
  env: Readonly<NodeJS.ProcessEnv>,
  { traceId, executionId, traceparent, redisUrl }: TraceIdentity,
): NodeJS.ProcessEnv {
  const { STEPTRACE_EXECUTION_ID: _, STEPTRACE_REDIS_URL: __, TRACESTATE: ___, ...rest } = env;
  return {
    ...rest,
    STEPTRACE_TRACE_ID: traceId,
    ...(executionId !== undefined && { STEPTRACE_EXECUTION_ID: executionId }),
    ...(redisUrl !== undefined && { STEPTRACE_REDIS_URL: redisUrl }),
    ...(traceparent !== undefined && { TRACEPARENT: traceparent }),
  };
}
