import type { Diagnosis } from "@steptrace/operations";
import type { ServerServices } from "@steptrace/server";
import { mergeEvents } from "../events/merge-events.js";
import { describeFault } from "../faults/describe-fault.js";
import type { Connection } from "../store/connection.js";
import { databaseOptions } from "../store/database-config.js";
import { requireDatabaseUrl } from "../store/require-database-url.js";
import { Spool } from "../store/spool.js";
import { complain } from "../terminal/print.js";

/** What a server answers from, open. */
export interface OpenServices extends AsyncDisposable {
  readonly of: ServerServices;
}

/** Opens the store, which others can use meanwhile, and the journal where there is a Redis. */
export async function openServices(connection: Connection): Promise<OpenServices> {
  const { databaseUrl, directory, redisUrl } = connection;
  const [{ TraceStorage }, { StoredTraceEvents, TraceQuery }, { diagnose }, redis] = await Promise.all([
    import("@steptrace/postgres-store"),
    import("@steptrace/query"),
    import("@steptrace/operations"),
    import("@steptrace/redis-context"),
  ]);
  const config = databaseUrl === undefined ? { directory, share: true } : requireDatabaseUrl(databaseUrl);
  const storage = new TraceStorage(config, databaseOptions(connection));
  const journal = redisUrl === undefined ? undefined : new redis.RedisStepJournal(redisUrl);
  const events = redisUrl === undefined ? undefined : new redis.RedisTraceEvents(redisUrl);
  const close = async (): Promise<void> => {
    await journal?.[Symbol.asyncDispose]();
    await events?.close();
    await storage.close();
  };
  try {
    // Better now than at the first visit.
    await storage.listPartitions();
    if (databaseUrl === undefined)
      await new Spool(connection).storeAll(storage, (fault) => complain(describeFault(fault)));
  } catch (error) {
    await close();
    throw error;
  }
  const look = (): Promise<Diagnosis> =>
    diagnose({ database: storage, ...(redisUrl !== undefined && { redis: redisUrl }) });
  const query = new TraceQuery(storage);
  const stored = new StoredTraceEvents(query);
  return {
    of: {
      query,
      storage,
      diagnose: look,
      events:
        events === undefined
          ? { source: "stored", events: stored }
          : { source: "redis", events: mergeEvents(events, stored) },
      ...(journal && { journal }),
    },
    [Symbol.asyncDispose]: close,
  };
}
