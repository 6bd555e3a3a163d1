import { RedisTraceContext } from "@steptrace/redis-context";

/**
 * Opens the Redis that keeps executions and their traces together for many processes; `undefined` where there is no
 * URL of one: the tracer then does so for its own process.
 *
 * @throws {ContextError} where it cannot be reached: better now than while the work runs
 */
export async function openContext(redisUrl: string | undefined): Promise<RedisTraceContext | undefined> {
  if (redisUrl === undefined) return undefined;
  const context = new RedisTraceContext(redisUrl);
  try {
    await context.getTraceId("is-anybody-there");
    return context;
  } catch (error) {
    await context.close();
    throw error;
  }
}
