import {
  type ClosedJournal,
  JournalError,
  requireId,
  requireRecord,
  type SilentTrace,
  type StepJournal,
} from "@steptrace/core";
import type { Cluster, Redis } from "ioredis";
import type { RedisClient } from "../connection/redis-client.js";
import { RedisConnection } from "../connection/redis-connection.js";
import { type JournalKeys, journalIndexKey, journalKeys } from "../keys.js";
import { type RedisStepJournalOptions, resolveJournalOptions } from "./resolve-journal-options.js";
import { closeScript, openScript, removeScript, renewScript, reserveScript } from "./scripts.js";

/** A step of twenty minutes is not a dead process: what is silent for four renewals may be. */
const RENEW_EVERY_MS = 15_000;
/** Where the ids of joining processes begin: beyond those of the trace's own. */
const FIRST_JOINED_ID = 1_000_001;
/** Traces that the index gives at a time. */
const PAGE = 1000;
const MS_PER_SECOND = 1000;
const MICROS_PER_MS = 1000;

/**
 * The journal of running traces in Redis: one stream a trace, `steptrace:journal:{<traceId>}`, and an index of them. Needs
 * Redis 6.2 or later, standalone, behind Sentinel or as a Cluster.
 *
 * Every method rejects with `JournalError` when Redis cannot be reached, refuses, or does not answer within
 * `commandTimeoutMs`; a command that was given up may still have its effect.
 *
 * @example
 * ```ts
 * const journal = new RedisStepJournal("redis://127.0.0.1:6379");
 * const tracer = new ExecutionTracer({ journal, storage });
 * // … and at the end:
 * await journal.disconnect();
 * ```
 */
export class RedisStepJournal implements StepJournal, AsyncDisposable {
  readonly renewEveryMs: number = RENEW_EVERY_MS;
  readonly #connection: RedisConnection;
  readonly #prefix: string;

  /**
   * @param redis a URL (`redis://`, or `rediss://` for TLS), for a connection that is opened at once and closed by
   *   `close()`; or a `Redis` or `Cluster` of ioredis, which stays its owner's
   * @throws {InvalidArgumentError} for a malformed URL and for an option out of its range
   */
  constructor(redis: string | Redis | Cluster, options: RedisStepJournalOptions = {}) {
    const { keyPrefix, commandTimeoutMs } = resolveJournalOptions(requireRecord("options", options));
    this.#prefix = keyPrefix;
    this.#connection = new RedisConnection(redis, commandTimeoutMs, JournalError);
  }

  async append(traceId: string, text: string, isFirst: boolean): Promise<boolean> {
    const { open } = this.#keys(traceId);
    return this.#connection.run("journal a trace", async (client) => {
      if (!isFirst) return (await client.xadd(open, "NOMKSTREAM", "*", "t", text)) !== null;
      // Acknowledged together: a stream that the index does not know would never be found.
      await Promise.all([
        openScript.run(client, [this.#index], [traceId]),
        client.xadd(open, "*", "t", text),
      ]);
      return true;
    });
  }

  async renew(traceIds: readonly string[]): Promise<readonly string[]> {
    const forgotten: string[] = [];
    for (let from = 0; from < traceIds.length; from += PAGE) {
      const page = traceIds.slice(from, from + PAGE);
      const found = await this.#connection.run("renew the running traces", (client) =>
        renewScript.run(client, [this.#index], page),
      );
      forgotten.push(...(found as readonly string[]));
    }
    return forgotten;
  }

  async close(traceId: string, text: string): Promise<ClosedJournal> {
    const { open, closed } = this.#keys(traceId);
    const size = await this.#connection.run("close the journal of a trace", async (client) => {
      const [count] = await Promise.all([
        closeScript.run(client, [open, closed], [text]),
        openScript.run(client, [this.#index], [traceId]),
      ]);
      return Number(count);
    });
    return { size, texts: () => this.read(traceId) };
  }

  async take(traceId: string): Promise<readonly string[]> {
    const { open, closed } = this.#keys(traceId);
    return this.#connection.run("take the journal of a trace", async (client) => {
      await closeScript.run(client, [open, closed], []);
      return textsOf(client, closed);
    });
  }

  async read(traceId: string): Promise<readonly string[]> {
    const { open, closed } = this.#keys(traceId);
    return this.#connection.run("read the journal of a trace", async (client) =>
      (await Promise.all([textsOf(client, closed), textsOf(client, open)])).flat(),
    );
  }

  async remove(traceId: string, texts: number): Promise<boolean> {
    const { open, closed, ids } = this.#keys(traceId);
    return this.#connection.run("remove the journal of a trace", async (client) => {
      // Out of the index first, and back where it is running again: else its owner's entry could be the one that goes.
      await client.zrem(this.#index, traceId);
      const [removed, isGone] = (await removeScript.run(client, [open, closed, ids], [texts])) as number[];
      if (isGone !== 1) await openScript.run(client, [this.#index], [traceId]);
      return removed === 1;
    });
  }

  /** All are looked up first: who deals with what is given removes it, and pages would shift under the look-up. */
  async *silent(forMs: number): AsyncIterable<SilentTrace> {
    const what = "list the running traces";
    const before = await this.#connection.run(what, async (client) => (await timeOf(client)) - forMs);
    const found = new Map<string, number>();
    for (let from = 0; ; from += PAGE) {
      const page = await this.#connection.run(what, (client) =>
        client.zrangebyscore(this.#index, "-inf", before, "WITHSCORES", "LIMIT", from, PAGE),
      );
      for (let at = 0; at < page.length; at += 2) found.set(page[at] ?? "", Number(page[at + 1]));
      if (page.length < 2 * PAGE) break;
    }
    for (const [traceId, lastHeardMs] of found) yield { traceId, lastHeardMs };
  }

  async reserveStepIds(traceId: string, count: number): Promise<number> {
    const { ids } = this.#keys(traceId);
    const first = await this.#connection.run("reserve step ids", (client) =>
      reserveScript.run(client, [ids], [FIRST_JOINED_ID, count]),
    );
    return Number(first);
  }

  /**
   * Waits for the calls that are under way, then closes the connection if it was opened here. Again, it does nothing;
   * any other call after it rejects with `JournalError`.
   */
  disconnect(): Promise<void> {
    return this.#connection.close();
  }

  [Symbol.asyncDispose](): Promise<void> {
    return this.disconnect();
  }

  get #index(): string {
    return journalIndexKey(this.#prefix);
  }

  #keys(traceId: string): JournalKeys {
    return journalKeys(this.#prefix, requireId("traceId", traceId));
  }
}

async function textsOf(client: RedisClient, stream: string): Promise<readonly string[]> {
  const entries = await client.xrange(stream, "-", "+");
  return entries.map(([, [, text = ""]]) => text);
}

/** Milliseconds since 1970, by the server's clock. */
async function timeOf(client: RedisClient): Promise<number> {
  const [seconds, micros] = await client.time();
  return Number(seconds) * MS_PER_SECOND + Math.floor(Number(micros) / MICROS_PER_MS);
}
