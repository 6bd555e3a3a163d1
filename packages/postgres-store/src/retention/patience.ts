import { setTimeout as sleep } from "node:timers/promises";
import { StorageError } from "@steptrace/core";
import { type SQL, sql } from "drizzle-orm";
import { SqlState } from "../database/sql-state.js";
import { sqlStateOf } from "../database/to-storage-error.js";
import type { RunStatement } from "../partitions/ensure-partitions.js";
import { describeSession, type Session, sessionsThatHold } from "./sessions.js";

const LOOK_MS = 50;
/** What is tried may have kept others waiting for a tenth of a second: they go first then. */
const PAUSE_MS = 400;

/** How long to wait for the transactions of others, and for what. */
export class Patience {
  readonly #run: RunStatement;
  readonly #what: string;
  readonly #waitMs: number;
  readonly #endsAt: number;

  /** @param what what has to wait, as in "Dropping execution_traces_2025_01" */
  constructor(run: RunStatement, what: string, waitMs: number) {
    this.#run = run;
    this.#what = what;
    this.#waitMs = waitMs;
    this.#endsAt = performance.now() + waitMs;
  }

  /** Milliseconds that are left; at least 1. */
  get leftMs(): number {
    return Math.max(1, Math.ceil(this.#endsAt - performance.now()));
  }

  /**
   * Waits until those transactions have ended that are under way now, and for no later ones. By looking, not in the
   * queue for a lock, where others would wait behind us.
   *
   * @throws {StorageError} with reason `timeout`, naming one that goes on
   */
  async untilGone(select: SQL): Promise<void> {
    const first = new Set((await this.#run<Session>(select)).map(({ transaction }) => transaction));
    while (first.size > 0) {
      const left = (await this.#run<Session>(select)).filter(({ transaction }) => first.has(transaction));
      if (left.length === 0) return;
      if (performance.now() > this.#endsAt) throw this.#heldBy(left);
      await sleep(LOOK_MS);
    }
  }

  /**
   * Does what needs a table for itself for a moment, and waits for locks only briefly: when those who have it locked now
   * are done, and again while others are in the way.
   *
   * @throws {StorageError} with reason `timeout`, naming who is in the way
   */
  async whenFree<T>(tableOid: string, act: () => Promise<T>): Promise<T> {
    for (;;) {
      await this.untilGone(sessionsThatHold(tableOid));
      try {
        return await act();
      } catch (error) {
        if (sqlStateOf(error) !== SqlState.lockNotAvailable) throw error;
        if (performance.now() > this.#endsAt) throw await this.heldBy(sessionsThatHold(tableOid), error);
      }
      await sleep(PAUSE_MS * (1 + Math.random()));
    }
  }

  /**
   * Does what waits for locks in a way that keeps nobody else waiting.
   *
   * @throws {StorageError} with reason `timeout`, naming one of those that `select` finds
   */
  async withLimit<T>(select: SQL, act: () => Promise<T>): Promise<T> {
    const before = await this.#lockTimeout();
    await this.#run(sql`SELECT set_config('lock_timeout', ${`${this.leftMs}ms`}::text, false)`);
    try {
      return await act();
    } catch (error) {
      if (sqlStateOf(error) !== SqlState.lockNotAvailable) throw error;
      throw await this.heldBy(select, error);
    } finally {
      // Where this fails, the connection is gone, and its settings with it.
      await this.#run(sql`SELECT set_config('lock_timeout', ${before}::text, false)`).catch(() => {});
    }
  }

  /** The error that says who holds up what is to be done. */
  async heldBy(select: SQL, cause?: unknown): Promise<StorageError> {
    return this.#heldBy(await this.#run<Session>(select), cause);
  }

  #heldBy(sessions: readonly Session[], cause?: unknown): StorageError {
    const [first, ...others] = sessions;
    const who = first === undefined ? "transactions that came one after another" : describeSession(first);
    const more = others.length === 0 ? "" : `, and ${others.length} more`;
    return new StorageError(
      `${this.#what} waited ${this.#waitMs} ms for other transactions to end, and gave up. In the way: ${who}${more}. ` +
        "Nothing is lost, and what was begun the next run finishes. Let them end, or end them " +
        "(SELECT pg_terminate_backend(pid)), and run `steptrace maintain` again; or let it wait longer.",
      { reason: "timeout", sqlState: SqlState.lockNotAvailable, cause },
    );
  }

  async #lockTimeout(): Promise<string> {
    const [row] = await this.#run<{ readonly lock_timeout: string }>(
      sql`SELECT current_setting('lock_timeout') AS lock_timeout`,
    );
    return row?.lock_timeout ?? "0";
  }
}
