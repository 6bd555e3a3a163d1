import { setTimeout as sleep, setImmediate as turn } from "node:timers/promises";
import {
  ContextError,
  type EventBatch,
  requireRecord,
  type TraceEvent,
  type TraceEvents,
  type WatchOptions,
} from "@steptrace/core";
import type { Cluster, Redis } from "ioredis";
import { RedisConnection } from "../connection/redis-connection.js";
import { eventsKey } from "../keys.js";
import { eventsOf } from "./events-of.js";
import { isLater } from "./is-later.js";
import { type RedisTraceEventsOptions, resolveEventsOptions } from "./resolve-events-options.js";

/** Events in one entry at most: what a burst publishes is not read as one piece. */
const ENTRY_EVENTS = 200;
/** Entries that are kept, roughly. */
const KEPT_ENTRIES = 5000;
/** Entries that are read at a time. */
const PAGE = 100;
/** Between two looks, while somebody watches and nothing happens. */
const LOOK_MS = 200;
const BEGINNING = "0-0";
const ENTRY_ID = /^\d{1,20}-\d{1,20}$/;

type Entry = readonly [id: string, fields: readonly string[]];

/**
 * Live events of any process, through one stream in Redis: `steptrace:events`, of some 5,000 entries, each with what happened in one turn
 * of a process's event loop. It is looked at five times a second while somebody watches, and not at all else. Needs Redis 6.2 or
 * later, standalone, behind Sentinel or as a Cluster.
 *
 * Every method rejects with `ContextError` when Redis cannot be reached, refuses, or does not answer in time.
 *
 * @example
 * ```ts
 * const events = new RedisTraceEvents("redis://127.0.0.1:6379");
 * const tracer = new ExecutionTracer({ events, storage });
 * // … and at the end:
 * await events.close();
 * ```
 */
export class RedisTraceEvents implements TraceEvents, AsyncDisposable {
  readonly #connection: RedisConnection;
  readonly #key: string;
  /** Publishing that is under way. */
  readonly #publishing = new Set<Promise<void>>();

  /**
   * @param redis a URL (`redis://`, or `rediss://` for TLS), for a connection that is opened at once and closed by `close()`; or a
   *   `Redis` or `Cluster` of ioredis, which stays its owner's
   * @throws {InvalidArgumentError} for a malformed URL and for an option out of its range
   */
  constructor(redis: string | Redis | Cluster, options: RedisTraceEventsOptions = {}) {
    const { keyPrefix, commandTimeoutMs } = resolveEventsOptions(requireRecord("options", options));
    this.#key = eventsKey(keyPrefix);
    this.#connection = new RedisConnection(redis, commandTimeoutMs, ContextError);
  }

  async publish(events: readonly TraceEvent[]): Promise<void> {
    const publishing = this.#publish(events).finally(() => this.#publishing.delete(publishing));
    this.#publishing.add(publishing);
    await publishing;
  }

  async #publish(events: readonly TraceEvent[]): Promise<void> {
    const entries = Array.from({ length: Math.ceil(events.length / ENTRY_EVENTS) }, (_, index) =>
      JSON.stringify(events.slice(index * ENTRY_EVENTS, (index + 1) * ENTRY_EVENTS)),
    );
    if (entries.length === 0) return;
    await this.#connection.run("publish what traces do", (client) =>
      Promise.all(
        entries.map((text) => client.xadd(this.#key, "MAXLEN", "~", KEPT_ENTRIES, "*", "events", text)),
      ),
    );
  }

  async *watch({ after, signal }: WatchOptions): AsyncIterable<EventBatch> {
    let last = await this.#begin(after);
    while (!signal.aborted) {
      const entries = await this.#read(last);
      for (const [id, fields] of entries) {
        last = id;
        yield { id, events: eventsOf(fields) };
        if (signal.aborted) return;
      }
      if (entries.length === 0) await sleep(LOOK_MS, undefined, { signal }).catch(() => {});
    }
  }

  /** Waits for what tracers have told by now to be published, and closes the connection that was opened here. */
  async close(): Promise<void> {
    do {
      await Promise.allSettled(this.#publishing);
      // A tracer publishes in the next turn of the event loop, and what came meanwhile in the turn after that.
      await turn();
      await turn();
    } while (this.#publishing.size > 0);
    await this.#connection.close();
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.close();
  }

  /** Where to go on; from the beginning where the stream has forgotten what came after it, or never had it. */
  async #begin(after: string | undefined): Promise<string> {
    const [newest] = await this.#connection.run(
      "watch what traces do",
      (client) => client.xrevrange(this.#key, "+", "-", "COUNT", 1) as Promise<readonly Entry[]>,
    );
    const end = newest?.[0] ?? BEGINNING;
    if (after === undefined) return end;
    return ENTRY_ID.test(after) && !isLater(after, end) ? after : BEGINNING;
  }

  #read(last: string): Promise<readonly Entry[]> {
    return this.#connection.run(
      "watch what traces do",
      (client) => client.xrange(this.#key, `(${last}`, "+", "COUNT", PAGE) as Promise<readonly Entry[]>,
    );
  }
}
