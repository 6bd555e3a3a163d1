import { StorageError } from "@steptrace/core";
import type { SQL } from "drizzle-orm";
import { type TracesTable, tracesTable } from "../schema/execution-traces.js";
import {
  type PostingsTable,
  postingsTable,
  type SignaturesTable,
  signaturesTable,
} from "../schema/failure-signatures.js";
import { type TextsTable, textsTable } from "../schema/search-texts.js";
import { type StatisticsTable, statisticsTable } from "../schema/trace-statistics.js";
import { type DatabaseOptions, DEFAULT_TIMEOUT_MS, type DrizzleDatabase } from "./database-config.js";
import type { Driver, Planning } from "./driver.js";
import { rowsOf } from "./rows-of.js";
import { timeLimit } from "./time-limit.js";
import { toStorageError } from "./to-storage-error.js";

/**
 * A PostgreSQL as the store and the queries use it: single statements, each within a time limit, each failure a
 * StorageError. Made by `openDatabase`.
 */
export class Database {
  readonly table: TracesTable;
  readonly signatures: SignaturesTable;
  readonly postings: PostingsTable;
  readonly statistics: StatisticsTable;
  readonly texts: TextsTable;
  readonly schema: string | undefined;
  readonly #driver: Driver;
  readonly #timeoutMs: number;
  #closing: Promise<void> | undefined;

  constructor(driver: Driver, options: DatabaseOptions) {
    this.#driver = driver;
    this.#timeoutMs = options.timeoutMs ?? DEFAULT_TIMEOUT_MS;
    this.schema = options.schema;
    this.table = tracesTable(options.schema);
    this.signatures = signaturesTable(options.schema);
    this.postings = postingsTable(options.schema);
    this.statistics = statisticsTable(options.schema);
    this.texts = textsTable(options.schema);
  }

  /** Where it leads, for messages: `host:port/database`, or the directory. */
  get target(): string {
    return this.#driver.target;
  }

  /** Whether other processes may be using it meanwhile. */
  get isShared(): boolean {
    return this.#driver.isShared;
  }

  /**
   * The rows that a statement gives.
   *
   * @param what what it is for, as in "Storing trace '…'", for the message of a failure
   * @param planning "by values" where a plan that is good for some values is bad for others
   * @throws {StorageError}
   */
  async rows<R>(what: string, statement: SQL, planning: Planning = "by kind"): Promise<readonly R[]> {
    this.#requireOpen(what);
    try {
      if (this.#driver.open !== undefined) await this.#driver.open();
      const limit = timeLimit(this.#timeoutMs, what, this.target);
      return rowsOf<R>(await this.#driver.execute(statement, limit, planning));
    } catch (error) {
      throw toStorageError(error, what, this.target);
    }
  }

  /**
   * Runs a function on a connection of its own, without time limits; for migrations and maintenance.
   *
   * @throws {StorageError}
   */
  async session<T>(what: string, run: (session: DrizzleDatabase) => Promise<T>): Promise<T> {
    this.#requireOpen(what);
    try {
      await this.#driver.open?.();
      return await this.#driver.session(run);
    } catch (error) {
      throw toStorageError(error, what, this.target);
    }
  }

  /** Closes what was opened here; a handle of the application's own stays open. */
  async close(): Promise<void> {
    this.#closing ??= this.#driver.close();
    await this.#closing;
  }

  #requireOpen(what: string): void {
    if (this.#closing === undefined) return;
    throw new StorageError(
      `${what} failed: the connection to ${this.target} was closed here. Open a new one.`,
      { reason: "closed" },
    );
  }
}
