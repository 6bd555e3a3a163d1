import {
  type ClosedJournal,
  FIRST_JOINED_STEP_ID,
  type FinalStatus,
  type HeldJournal,
  JOURNAL_RENEW_EVERY_MS,
  JournalError,
  type JournalLook,
  type KeptText,
  requireId,
  requireRecord,
  type SilentTrace,
  type StepJournal,
} from "@steptrace/core";
import type { Cluster, Redis } from "ioredis";
import type { RedisClient } from "../connection/redis-client.js";
import { RedisConnection } from "../connection/redis-connection.js";
import { serverTime } from "../connection/server-time.js";
import { type JournalKeys, journalIndexKey, journalKeys } from "../keys.js";
import { readStreams } from "./read-streams.js";
import { type RedisStepJournalOptions, resolveJournalOptions } from "./resolve-journal-options.js";
import {
  aliveScript,
  appendScript,
  closeScript,
  JOINING,
  lookScript,
  OPENING,
  removeScript,
  renewScript,
  reserveScript,
  setAsideScript,
} from "./scripts.js";

/** Traces that are looked at in one go. */
const PAGE = 1000;
/** For how long an owner is waited for whose journal was set aside, and ids are not given again: a day. */
const KEEP_SECONDS = 86_400;
/** For how long those who would join are told how a trace ended: as long as an execution's context lives. */
const KEEP_ENDED_SECONDS = 3600;

/** A text's place, and how many there are. */
type Kept = readonly [place: string, size: number];
type Look = readonly [
  isOpen: number,
  holds: number,
  size: number,
  first: string | null,
  last: string | null,
  ended: string | null,
];

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
  readonly renewEveryMs: number = JOURNAL_RENEW_EVERY_MS;
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

  async open(traceId: string, text: string): Promise<KeptText> {
    const { open } = this.#keys(traceId);
    return this.#connection.run("journal a trace", async (client) => {
      // Acknowledged together: a stream that the index does not know would never be found.
      const [kept] = await Promise.all([
        appendScript.run(client, [open], [text, OPENING]),
        aliveScript.run(client, [this.#index], [traceId]),
      ]);
      return toKeptText(kept as Kept);
    });
  }

  async append(traceId: string, text: string, after: string = JOINING): Promise<KeptText | undefined> {
    const { open } = this.#keys(traceId);
    const kept = await this.#connection.run("journal a trace", (client) =>
      appendScript.run(client, [open], [text, after]),
    );
    return kept === null ? undefined : toKeptText(kept as Kept);
  }

  async renew(traces: readonly HeldJournal[]): Promise<ReadonlyMap<string, number>> {
    const known = new Map<string, number>();
    for (let from = 0; from < traces.length; from += PAGE) {
      const page = traces.slice(from, from + PAGE);
      const sizes = await this.#connection.run("renew the running traces", (client) =>
        this.#renewPage(client, page),
      );
      for (const [index, { traceId }] of page.entries()) {
        const size = sizes[index];
        if (size !== undefined) known.set(traceId, size);
      }
    }
    return known;
  }

  async close(traceId: string, text: string, after = ""): Promise<ClosedJournal> {
    const { open, closed } = this.#keys(traceId);
    const [size, place, isWhole] = await this.#connection.run(
      "close the journal of a trace",
      async (client) => {
        const [answer] = await Promise.all([
          closeScript.run(client, [open, closed], [text, after]),
          aliveScript.run(client, [this.#index], [traceId]),
        ]);
        return answer as readonly [number, string, number];
      },
    );
    return { size, place, isWhole: isWhole === 1, texts: () => this.read(traceId) };
  }

  async take(traceId: string): Promise<readonly string[]> {
    const { open, closed } = this.#keys(traceId);
    const what = "take the journal of a trace";
    await this.#connection.run(what, (client) => closeScript.run(client, [open, closed], []));
    return this.#texts(what, [closed]);
  }

  async read(traceId: string): Promise<readonly string[]> {
    const { open, closed } = this.#keys(traceId);
    return this.#texts("read the journal of a trace", [closed, open]);
  }

  async look(traceId: string, place = ""): Promise<JournalLook> {
    const { open, closed, ended: end } = this.#keys(traceId);
    const answer = await this.#connection.run("look at the journal of a trace", (client) =>
      lookScript.run(client, [open, closed, end], [place]),
    );
    const [isOpen, holds, size, first, last, ended] = answer as Look;
    return {
      isOpen: isOpen === 1,
      holds: holds === 1,
      size,
      texts: [first, last].filter((text) => text !== null),
      ended: ended ?? undefined,
    };
  }

  async remove(traceId: string, texts: number, status?: FinalStatus): Promise<boolean> {
    const { open, closed, ended } = this.#keys(traceId);
    return this.#leave("remove the journal of a trace", traceId, (client) =>
      removeScript.run(client, [open, closed, ended], [texts, status ?? "", KEEP_ENDED_SECONDS]),
    );
  }

  async setAside(traceId: string, texts: number): Promise<boolean> {
    const { open, closed } = this.#keys(traceId);
    return this.#leave("set the journal of a trace aside", traceId, (client) =>
      setAsideScript.run(client, [open, closed], [texts, KEEP_SECONDS]),
    );
  }

  /** All are looked up first: who deals with what is given removes it, and pages would shift under the look-up. */
  async *silent(forMs: number): AsyncIterable<SilentTrace> {
    const what = "list the running traces";
    const before = await this.#connection.run(what, async (client) => (await serverTime(client)) - forMs);
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

  async reserveStepIds(traceId: string, count: number, startedAtMs: number): Promise<number> {
    const { ids } = this.#keys(traceId);
    const first = await this.#connection.run("reserve step ids", (client) =>
      reserveScript.run(client, [ids], [FIRST_JOINED_STEP_ID, count, startedAtMs, KEEP_SECONDS]),
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

  /** How many entries the stream of each has; `undefined` where it is not known, or has lost the named one. */
  async #renewPage(
    client: RedisClient,
    page: readonly HeldJournal[],
  ): Promise<readonly (number | undefined)[]> {
    const [forgotten, looks] = await Promise.all([
      renewScript.run(
        client,
        [this.#index],
        page.map(({ traceId }) => traceId),
      ),
      Promise.all(page.map(({ traceId, place }) => this.#sizeOf(client, this.#keys(traceId).open, place))),
    ]);
    const gone = new Set(forgotten as readonly string[]);
    return page.map(({ traceId }, index) => (gone.has(traceId) ? undefined : looks[index]));
  }

  async #sizeOf(client: RedisClient, stream: string, place: string | undefined): Promise<number | undefined> {
    const [size, found] = await Promise.all([
      client.xlen(stream),
      place === undefined ? undefined : client.xrange(stream, place, place),
    ]);
    return found?.length === 0 ? undefined : size;
  }

  /** Out of the index first, and back where it is running again: else its owner's entry could be the one that goes. */
  #leave(what: string, traceId: string, act: (client: RedisClient) => Promise<unknown>): Promise<boolean> {
    return this.#connection.run(what, async (client) => {
      await client.zrem(this.#index, traceId);
      const [done, isGone] = (await act(client)) as readonly [number, number];
      if (isGone !== 1) await aliveScript.run(client, [this.#index], [traceId]);
      return done === 1;
    });
  }

  #texts(what: string, streams: readonly string[]): Promise<readonly string[]> {
    return readStreams((command) => this.#connection.run(what, command), streams);
  }

  get #index(): string {
    return journalIndexKey(this.#prefix);
  }

  #keys(traceId: string): JournalKeys {
    return journalKeys(this.#prefix, requireId("traceId", traceId));
  }
}

function toKeptText([place, size]: Kept): KeptText {
  return { place, size };
}
