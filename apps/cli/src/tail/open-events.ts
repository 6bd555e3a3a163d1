import type { TraceEvents } from "@steptrace/core";
import { mergeEvents } from "../events/merge-events.js";
import type { Connection } from "../store/connection.js";
import { databaseConfig, databaseOptions } from "../store/database-config.js";
import { requireStore } from "../store/require-store.js";

/** Where events come from, open. */
export interface OpenEvents extends AsyncDisposable {
  readonly events: Pick<TraceEvents, "watch">;
}

/** Those of the store, which is looked at; and with a Redis, those that tracers publish there. */
export async function openEvents(connection: Connection): Promise<OpenEvents> {
  const config = databaseConfig(connection);
  requireStore(connection);
  const { StoredTraceEvents, TraceQuery } = await import("@steptrace/query");
  const query = new TraceQuery(config, databaseOptions(connection));
  const stored = new StoredTraceEvents(query);
  if (connection.redisUrl === undefined)
    return { events: stored, [Symbol.asyncDispose]: () => query.close() };
  const { RedisTraceEvents } = await import("@steptrace/redis-context");
  const published = new RedisTraceEvents(connection.redisUrl);
  const close = async (): Promise<void> => void (await Promise.all([published.close(), query.close()]));
  return { events: mergeEvents(published, stored), [Symbol.asyncDispose]: close };
}
