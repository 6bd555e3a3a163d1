import { ContextError, JournalError } from "@steptrace/core";
import type { RedisStepJournal, RedisTraceContext } from "@steptrace/redis-context";

/** What the processes of an execution share. */
export interface SharedRedis extends AsyncDisposable {
  readonly context: RedisTraceContext;
  readonly journal: RedisStepJournal;
}

/** Opens context and journal; each connects by itself, and fails by its calls. @throws {InvalidArgumentError} for a URL that is none */
export async function openRedis(redisUrl: string): Promise<SharedRedis> {
  // Not before it is needed: the client takes its time.
  const { RedisStepJournal, RedisTraceContext } = await import("@steptrace/redis-context");
  const context = new RedisTraceContext(redisUrl);
  const journal = new RedisStepJournal(redisUrl);
  return {
    context,
    journal,
    async [Symbol.asyncDispose]() {
      await Promise.all([context.close(), journal.disconnect()]);
    },
  };
}

/** Passes faults on; of a Redis that cannot be used the first alone, for context and journal would both tell of it. */
export function oncePerRedis(onFault: (fault: unknown) => void): (fault: unknown) => void {
  let isTold = false;
  return (fault) => {
    const isOfRedis = fault instanceof ContextError || fault instanceof JournalError;
    if (!(isOfRedis && isTold)) onFault(fault);
    isTold ||= isOfRedis;
  };
}
