import type { RedisClient } from "./redis-client.js";
import { CLIENT_CLOSED, untilReady } from "./until-ready.js";

/** How long nobody waits any more after waiting was in vain. */
const GIVEN_UP_MS = 2000;

/**
 * Keeps commands back until their client is connected, so that none lies in a queue of ioredis, to be run long after
 * its caller has given up. A connection that is lost gets one time limit to come back; during a longer outage commands
 * fail at once, but for one wait every two seconds.
 */
export class ReadyGate {
  readonly #client: RedisClient;
  readonly #limitMs: number;
  #waiting: Promise<void> | undefined;
  #givenUp: { readonly reason: unknown; readonly until: number } | undefined;

  constructor(client: RedisClient, limitMs: number) {
    this.#client = client;
    this.#limitMs = limitMs;
  }

  /** Whether a command may be sent at once. */
  isOpen(): boolean {
    if (this.#client.status !== "ready") return false;
    this.#givenUp = undefined;
    return true;
  }

  /** Resolves when a command may be sent; rejects with the reason why the client is not connected. */
  async pass(): Promise<void> {
    if (this.isOpen()) return;
    if (this.#client.status === "end") throw new Error(CLIENT_CLOSED);
    if (this.#givenUp !== undefined && performance.now() < this.#givenUp.until) throw this.#givenUp.reason;
    this.#waiting ??= this.#wait();
    await this.#waiting;
  }

  async #wait(): Promise<void> {
    try {
      await untilReady(this.#client, this.#limitMs);
    } catch (reason) {
      this.#givenUp = { reason, until: performance.now() + GIVEN_UP_MS };
      throw reason;
    } finally {
      this.#waiting = undefined;
    }
  }
}
