import { InvalidArgumentError } from "@steptrace/core";
import type { Redis } from "ioredis";
import { addressOf } from "./address-of.js";
import { disconnect } from "./disconnect.js";
import { openClient } from "./open-client.js";
import { parseRedisUrl } from "./parse-redis-url.js";
import { ReadyGate } from "./ready-gate.js";
import { isRedisClient, type RedisClient } from "./redis-client.js";
import { type FaultClass, toFault } from "./to-fault.js";
import { withinTimeLimit } from "./within-time-limit.js";

/**
 * A Redis that is opened from a URL, or is an application's own: every command has a time limit, every fault an
 * error of its user's class, and `close` closes what was opened here alone.
 */
export class RedisConnection {
  readonly client: RedisClient;
  readonly #limitMs: number;
  readonly #Fault: FaultClass;
  readonly #gate: ReadyGate;
  readonly #owned: Redis | undefined;
  readonly #refusal: () => Error | undefined;
  /** Commands under way; counted, for a promise more per command would cost as much as the rest of this. */
  #running = 0;
  #onIdle: (() => void) | undefined;
  #closing: Promise<void> | undefined;

  /**
   * @param limitMs milliseconds that a command may take, the wait for the connection included
   * @param Fault what every fault becomes
   * @throws {InvalidArgumentError} for what is neither a URL of Redis nor a client of ioredis
   */
  constructor(redis: string | RedisClient, limitMs: number, Fault: FaultClass) {
    const opened = typeof redis === "string" ? openClient(parseRedisUrl(redis), limitMs) : undefined;
    const client: unknown = opened?.client ?? redis;
    if (!isRedisClient(client)) {
      throw new InvalidArgumentError("redis", "a redis:// URL or a Redis or Cluster of ioredis", client);
    }
    this.client = client;
    this.#owned = opened?.client;
    this.#owned?.on("ready", () => this.#running === 0 && this.#release());
    this.#refusal = opened?.refusal ?? (() => undefined);
    this.#gate = new ReadyGate(client, limitMs);
    this.#limitMs = limitMs;
    this.#Fault = Fault;
  }

  /**
   * Sends a command, or several at once.
   *
   * @param what what they are for, as in "Could not … in Redis"
   * @throws the class of faults, when Redis cannot be reached, refuses, does not answer in time, or the connection was closed
   */
  async run<T>(what: string, send: (client: RedisClient) => Promise<T>): Promise<T> {
    if (this.#closing !== undefined) throw this.#closedError(what);
    const started = performance.now();
    this.#running += 1;
    if (this.#running === 1) this.#keepAlive();
    try {
      if (!this.#gate.isOpen()) await this.#gate.pass();
      const refusal = this.#refusal();
      if (refusal !== undefined) throw refusal;
      const leftMs = Math.max(1, this.#limitMs - (performance.now() - started));
      return await withinTimeLimit(send(this.client), leftMs);
    } catch (error) {
      throw toFault(error, {
        Fault: this.#Fault,
        what,
        address: addressOf(this.client),
        limitMs: this.#limitMs,
      });
    } finally {
      this.#running -= 1;
      if (this.#running === 0) {
        this.#release();
        this.#onIdle?.();
      }
    }
  }

  /** Waits for what is running (each has its time limit), then closes a connection that was opened here. */
  close(): Promise<void> {
    this.#closing ??= this.#close();
    return this.#closing;
  }

  /** A command under way keeps the process alive; an open connection of ours alone does not. */
  #keepAlive(): void {
    this.#socket?.ref();
  }

  #release(): void {
    this.#socket?.unref();
  }

  /** Only while it is open: else it remembers each call of these, and warns when they are many. */
  get #socket(): { ref(): void; unref(): void } | undefined {
    const stream = this.#owned?.stream;
    return stream === undefined || stream.destroyed || stream.connecting ? undefined : stream;
  }

  #closedError(what: string): Error {
    return new this.#Fault(
      `Could not ${what} in Redis at ${addressOf(this.client)}: it was closed here. Expected no call after close(); make a new one.`,
    );
  }

  async #close(): Promise<void> {
    if (this.#running > 0) {
      await new Promise<void>((resolve) => {
        this.#onIdle = resolve;
      });
    }
    if (this.#owned !== undefined) await disconnect(this.#owned);
  }
}
