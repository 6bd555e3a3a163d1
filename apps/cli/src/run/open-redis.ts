import { ContextError, JournalError } from "@steptrace/core";
import type { RedisStepJournal, RedisTraceContext, RedisTraceEvents } from "@steptrace/redis-context";

/** What the processes of an execution share. */
export interface SharedRedis extends AsyncDisposable {
  readonly context: RedisTraceContext;
  readonly journal: RedisStepJournal;
  readonly events: RedisTraceEvents;
}

/** Opens context, journal and live events; each connects by itself, and fails by its calls. @throws {InvalidArgumentError} for a URL that is none */
export async function openRedis(redisUrl: string): Promise<SharedRedis> {
  // Not before it is needed: the client takes its time.
  const { RedisStepJournal, RedisTraceContext, RedisTraceEvents } = await import("@steptrace/redis-context");
  const context = new RedisTraceContext(redisUrl);
  const journal = new RedisStepJournal(redisUrl);
  const events = new RedisTraceEvents(redisUrl);
  return {
    context,
    journal,
    events,
    async [Symbol.asyncDispose]() {
      await Promise.all([context.close(), journal.disconnect(), events.close()]);
    },
  };
}

/** Passes faults on; of a Redis that cannot be used the first alone, for all of them would tell of it. */
export function oncePerRedis(onFault: (fault: unknown) => void): (fault: unknown) => void {
  let isTold = false;
  return (fault) => {
    const isOfRedis = fault instanceof ContextError || fault instanceof JournalError;
    if (!(isOfRedis && isTold)) onFault(fault);
    isTold ||= isOfRedis;
  };
}
