import { ContextError, requireId, requireRecord, type TraceContext } from "@steptrace/core";
import type { Cluster, Redis } from "ioredis";
import { RedisConnection } from "./connection/redis-connection.js";
import { contextKey, executionIdOf } from "./keys.js";
import { LONGEST_TIMER_MS, type RedisTraceContextOptions, resolveOptions } from "./resolve-options.js";
import { scanKeys } from "./scan/scan-keys.js";
import { unlinkKeys } from "./scan/unlink-keys.js";

const MS_PER_SECOND = 1000;
/** Renewed four times within its time to live, an entry survives a missed renewal or two. */
const RENEWALS_PER_TTL = 4;
/** What PTTL answers for a key without expiry, and for none. */
const NO_EXPIRY = -1;
const NO_KEY = -2;

/**
 * The context of many processes, in Redis: `trace_context:<executionId>` holds the trace id, and expires. Needs
 * Redis 6.2 or later, standalone, behind Sentinel or as a Cluster.
 *
 * Every method rejects with `InvalidArgumentError` for a malformed id, and with `ContextError` when Redis cannot be
 * reached, refuses, or does not answer within `commandTimeoutMs`; a command that was given up may still have its effect.
 *
 * @example
 * ```ts
 * const context = new RedisTraceContext("redis://127.0.0.1:6379");
 * const tracer = new ExecutionTracer({ context });
 * // … and at the end:
 * await context.close();
 * ```
 */
export class RedisTraceContext implements TraceContext, AsyncDisposable {
  /** A quarter of the time to live. */
  readonly renewEveryMs: number;
  readonly #connection: RedisConnection;
  readonly #ttlSeconds: number;
  readonly #prefix: string;

  /**
   * @param redis a URL (`redis://`, or `rediss://` for TLS), for a connection that is opened at once and closed by
   *   `close()`; or a `Redis` or `Cluster` of ioredis, which stays its owner's
   * @throws {InvalidArgumentError} for a malformed URL and for an option out of its range
   */
  constructor(redis: string | Redis | Cluster, options: RedisTraceContextOptions = {}) {
    const { ttlSeconds, keyPrefix, commandTimeoutMs } = resolveOptions(requireRecord("options", options));
    this.renewEveryMs = Math.min((ttlSeconds * MS_PER_SECOND) / RENEWALS_PER_TTL, LONGEST_TIMER_MS);
    this.#ttlSeconds = ttlSeconds;
    this.#prefix = keyPrefix;
    this.#connection = new RedisConnection(redis, commandTimeoutMs, ContextError);
  }

  async setTraceId(executionId: string, traceId: string): Promise<void> {
    const key = this.#key(executionId);
    requireId("traceId", traceId);
    await this.#connection.run("set the trace of an execution", (client) =>
      client.set(key, traceId, "EX", this.#ttlSeconds),
    );
  }

  async getTraceId(executionId: string): Promise<string | undefined> {
    const key = this.#key(executionId);
    const traceId = await this.#connection.run("look up the trace of an execution", (client) =>
      client.get(key),
    );
    return traceId ?? undefined;
  }

  async renew(executionId: string): Promise<boolean> {
    const key = this.#key(executionId);
    const count = await this.#connection.run("renew the entry of an execution", (client) =>
      client.expire(key, this.#ttlSeconds),
    );
    return Number(count) === 1;
  }

  async deleteTraceId(executionId: string): Promise<void> {
    await unlinkKeys(this.#connection, "delete the entry of an execution", [this.#key(executionId)]);
  }

  /** Seconds, rounded up; `Infinity` for an entry that another program has written without an expiry. */
  async getTtl(executionId: string): Promise<number | undefined> {
    const key = this.#key(executionId);
    const leftMs = Number(
      await this.#connection.run("look up the time to live of an execution", (client) => client.pttl(key)),
    );
    if (leftMs === NO_KEY) return undefined;
    return leftMs === NO_EXPIRY ? Number.POSITIVE_INFINITY : Math.ceil(leftMs / MS_PER_SECOND);
  }

  /** Each id once, by SCAN: Redis goes on serving others; the ids that were given are kept until the last one is. */
  async *getAllExecutions(): AsyncGenerator<string> {
    const given = new Set<string>();
    for await (const keys of scanKeys(this.#connection, "list the executions", this.#prefix)) {
      for (const key of keys) {
        const executionId = executionIdOf(this.#prefix, key);
        if (executionId === "" || given.has(executionId)) continue;
        given.add(executionId);
        yield executionId;
      }
    }
  }

  /** Removes every key that begins with the prefix, in batches. */
  async clearAll(): Promise<number> {
    const what = "clear the executions";
    let count = 0;
    for await (const keys of scanKeys(this.#connection, what, this.#prefix)) {
      count += await unlinkKeys(this.#connection, what, keys);
    }
    return count;
  }

  /**
   * Waits for the calls that are under way, then closes the connection if it was opened here. Again, it does nothing;
   * any other call after it rejects with `ContextError`.
   */
  close(): Promise<void> {
    return this.#connection.close();
  }

  [Symbol.asyncDispose](): Promise<void> {
    return this.close();
  }

  #key(executionId: string): string {
    return contextKey(this.#prefix, requireId("executionId", executionId));
  }
}
