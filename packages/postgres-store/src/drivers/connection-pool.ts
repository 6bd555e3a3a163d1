import postgres from "postgres";

/** One connection, with a client of its own. */
export type Connection = postgres.Sql;

const CLOSED = "the store was closed meanwhile";

interface Waiter {
  resolve(connection: Connection): void;
  reject(error: Error): void;
}

/**
 * Connections that serve one statement at a time, and are thrown away when they fail. The driver's own pool sends a
 * statement after another that is not answered yet, and cannot close a single connection: of a connection that dies or
 * falls silent, many statements would hang, and some that were begun at that moment for ever.
 */
export class ConnectionPool {
  readonly #connect: () => Connection;
  readonly #max: number;
  readonly #all = new Set<Connection>();
  readonly #idle: Connection[] = [];
  readonly #waiting = new Set<Waiter>();
  #isClosed = false;

  constructor(connect: () => Connection, max: number) {
    this.#connect = connect;
    this.#max = max;
  }

  /**
   * Runs a function on a connection that is free, as soon as there is one.
   *
   * @param expired when it aborts, the connection is closed, for nobody waits for its answer any more
   */
  async use<T>(expired: AbortSignal, run: (connection: Connection) => Promise<T>): Promise<T> {
    const connection = await this.#take(expired);
    const discard = () => this.#discard(connection);
    expired.addEventListener("abort", discard);
    try {
      const result = await run(connection);
      this.#giveBack(connection);
      return result;
    } catch (error) {
      if (isAnswer(error)) this.#giveBack(connection);
      else discard();
      throw error;
    } finally {
      expired.removeEventListener("abort", discard);
    }
  }

  /** Lets statements under way end, for so many seconds at most; those that still wait for a connection fail. */
  async close(seconds: number): Promise<void> {
    this.#isClosed = true;
    for (const { reject } of this.#waiting) reject(new Error(CLOSED));
    this.#waiting.clear();
    await Promise.all([...this.#all].map((connection) => connection.end({ timeout: seconds })));
  }

  async #take(expired: AbortSignal): Promise<Connection> {
    if (this.#isClosed) throw new Error(CLOSED);
    // The one used last: its statements are prepared, and the others may grow old.
    const free = this.#idle.pop() ?? this.#open();
    if (free !== undefined) return free;
    return new Promise((resolve, reject) => {
      const waiter = { resolve, reject };
      this.#waiting.add(waiter);
      expired.addEventListener("abort", () => this.#waiting.delete(waiter));
    });
  }

  #open(): Connection | undefined {
    if (this.#all.size >= this.#max) return undefined;
    const connection = this.#connect();
    this.#all.add(connection);
    return connection;
  }

  #giveBack(connection: Connection): void {
    if (!this.#all.has(connection)) return;
    const [next] = this.#waiting;
    if (next === undefined) this.#idle.push(connection);
    else this.#serve(next, connection);
  }

  #discard(connection: Connection): void {
    if (!this.#all.delete(connection)) return;
    void connection.end({ timeout: 0 });
    // Not at once: where the server is silent, whoever waits next may be out of time at this very moment, too.
    setImmediate(() => this.#serveNext());
  }

  #serveNext(): void {
    const [next] = this.#waiting;
    const fresh = next === undefined || this.#isClosed ? undefined : this.#open();
    if (next !== undefined && fresh !== undefined) this.#serve(next, fresh);
  }

  #serve(waiter: Waiter, connection: Connection): void {
    this.#waiting.delete(waiter);
    waiter.resolve(connection);
  }
}

/** Whether the server said no and goes on; with a worse word than ERROR it hangs up. */
function isAnswer(error: unknown): boolean {
  return error instanceof postgres.PostgresError && error.severity === "ERROR";
}
