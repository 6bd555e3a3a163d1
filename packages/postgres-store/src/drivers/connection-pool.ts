import postgres from "postgres";
import type { TimeLimit } from "../database/time-limit.js";
import { settlesWithin } from "./settles-within.js";

/** One connection, with a client of its own. */
export type Connection = postgres.Sql;

const MS_PER_SECOND = 1000;
const CLOSED = "the store was closed meanwhile";

export interface PoolOptions {
  /** Connections at most. */
  readonly max: number;
  /** Milliseconds without an answer of the server, after which statements no longer wait for a connection. */
  readonly timeoutMs: number;
  /** Milliseconds without a statement, after which a connection is closed: an open pool alone keeps no process alive for long. */
  readonly idleMs: number;
}

interface IdleConnection {
  readonly connection: Connection;
  /** By `performance.now()`. */
  readonly since: number;
}

interface Waiter {
  resolve(connection: Connection): void;
  reject(error: Error): void;
}

/**
 * Connections that serve one statement at a time, and are thrown away when they fail. The driver's own pool sends a
 * statement after another that is not answered yet, and cannot close a single connection: of a connection that dies or
 * falls silent, many statements would hang, and some that were begun at that moment for ever.
 *
 * A statement waits for a connection as long as the server answers others: a burst takes the time that it takes. When
 * the server has answered nothing for the time limit, all that wait fail together. One after the other on a new
 * connection each, the last of them would learn of it hours later.
 */
export class ConnectionPool {
  readonly #connect: () => Connection;
  readonly #options: PoolOptions;
  readonly #all = new Set<Connection>();
  /** What the connections that are in use are in use for. */
  readonly #underWay = new Map<Connection, Promise<unknown>>();
  /** That which was used last is the last. */
  #idle: IdleConnection[] = [];
  #idleTimer: NodeJS.Timeout | undefined;
  readonly #waiting = new Set<Waiter>();
  /** Runs while somebody waits, and anew with each answer. */
  #silence: NodeJS.Timeout | undefined;
  #isClosed = false;

  constructor(connect: () => Connection, options: PoolOptions) {
    this.#connect = connect;
    this.#options = options;
  }

  /**
   * Runs a statement on a connection that is free, as soon as there is one.
   *
   * @param limit begins with the connection; when it is over, the connection is closed
   */
  async use<T>(limit: TimeLimit, run: (connection: Connection) => PromiseLike<T>): Promise<T> {
    if (this.#isClosed) throw new Error(CLOSED);
    // The one used last: its statements are prepared, and the others may grow old.
    const connection = this.#idle.pop()?.connection ?? this.#open() ?? (await this.#wait());
    const answer = this.#run(connection, limit, run);
    this.#underWay.set(connection, answer);
    try {
      return await answer;
    } finally {
      // Whoever waited for the connection may have it by now.
      if (this.#underWay.get(connection) === answer) this.#underWay.delete(connection);
    }
  }

  async #run<T>(
    connection: Connection,
    limit: TimeLimit,
    run: (connection: Connection) => PromiseLike<T>,
  ): Promise<T> {
    try {
      const result = await limit(run(connection));
      this.#giveBack(connection);
      return result;
    } catch (error) {
      if (isAnswer(error)) this.#giveBack(connection);
      else this.#discard(connection);
      throw this.#isClosed && !isAnswer(error) ? new Error(CLOSED, { cause: error }) : error;
    }
  }

  /** Lets statements under way end, for so many seconds at most; those that still wait for a connection fail. */
  async close(seconds: number): Promise<void> {
    this.#isClosed = true;
    this.#refuseAll(CLOSED);
    clearTimeout(this.#idleTimer);
    await Promise.all([...this.#all].map((connection) => this.#end(connection, seconds)));
  }

  /** A statement under way ends first: the driver, told to end a connection that then fails, waits out all its time. */
  async #end(connection: Connection, seconds: number): Promise<void> {
    const isFree = await settlesWithin(this.#underWay.get(connection), seconds * MS_PER_SECOND);
    await connection.end({ timeout: isFree ? seconds : 0 });
  }

  #open(): Connection | undefined {
    if (this.#all.size >= this.#options.max) return undefined;
    const connection = this.#connect();
    this.#all.add(connection);
    return connection;
  }

  #wait(): Promise<Connection> {
    const { max, timeoutMs } = this.#options;
    const silent = `no connection came free, and on none of the ${max} did the server answer for ${timeoutMs} ms`;
    this.#silence ??= setTimeout(() => this.#refuseAll(silent), timeoutMs);
    return new Promise((resolve, reject) => this.#waiting.add({ resolve, reject }));
  }

  #giveBack(connection: Connection): void {
    this.#silence?.refresh();
    const [next] = this.#waiting;
    if (next === undefined) this.#rest(connection);
    else this.#serve(next, connection);
  }

  #rest(connection: Connection): void {
    // The closing ends it.
    if (this.#isClosed) return;
    this.#idle.push({ connection, since: performance.now() });
    this.#idleTimer ??= setTimeout(() => this.#closeIdle(), this.#options.idleMs);
  }

  #closeIdle(): void {
    const before = performance.now() - this.#options.idleMs;
    const old = this.#idle.filter(({ since }) => since <= before);
    this.#idle = this.#idle.filter(({ since }) => since > before);
    for (const { connection } of old) this.#discard(connection);
    const [oldest] = this.#idle;
    this.#idleTimer = oldest && setTimeout(() => this.#closeIdle(), Math.ceil(oldest.since - before));
  }

  #discard(connection: Connection): void {
    this.#all.delete(connection);
    void connection.end({ timeout: 0 });
    // Not at once: where the server is silent, those who wait are refused at this very moment, too.
    setImmediate(() => this.#serveNext());
  }

  #serveNext(): void {
    const [next] = this.#waiting;
    const fresh = next && this.#open();
    if (next !== undefined && fresh !== undefined) this.#serve(next, fresh);
  }

  #serve(waiter: Waiter, connection: Connection): void {
    this.#waiting.delete(waiter);
    if (this.#waiting.size === 0) this.#stopCounting();
    waiter.resolve(connection);
  }

  #refuseAll(reason: string): void {
    this.#stopCounting();
    for (const { reject } of this.#waiting) reject(new Error(reason));
    this.#waiting.clear();
  }

  #stopCounting(): void {
    clearTimeout(this.#silence);
    this.#silence = undefined;
  }
}

/** Whether the server said no and goes on; with a worse word than ERROR it hangs up. */
function isAnswer(error: unknown): boolean {
  return error instanceof postgres.PostgresError && error.severity === "ERROR";
}
