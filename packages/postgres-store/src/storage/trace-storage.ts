import {
  type Clock,
  closeTrace,
  commitTrace,
  decodeTrace,
  encodeTrace,
  type FinalizeOptions,
  type FinalizeResult,
  type FinalStatus,
  type FinalTrace,
  formatTimestamp,
  InvalidArgumentError,
  type Limits,
  requireId,
  resolveLimits,
  systemClock,
  type Trace,
  TraceFinalizedError,
  type TraceRow,
  type TraceSink,
  type TraceStatus,
  uuidV7Time,
} from "@steptrace/core";
import type { Database } from "../database/database.js";
import type { DatabaseConfig, DatabaseOptions, DrizzleDatabase } from "../database/database-config.js";
import { isDrizzle, openDatabase } from "../database/open-database.js";
import { listPartitions, type PartitionInfo } from "../partitions/list-partitions.js";
import { selectTrace, selectTraceId } from "./select-trace.js";
import { writeRow } from "./write-row.js";

const MICROS_PER_MS = 1000;
/** The last time that is written with a year of four digits; ids of other systems may look like later ones. */
const MAX_TIME_MS = Date.UTC(9999, 11, 31, 23, 59, 59, 999);

export interface TraceStorageOptions extends DatabaseOptions {
  readonly clock?: Clock;
  /** What is stored of a trace at most. @default the limits of `@steptrace/core` */
  readonly limits?: Limits;
}

export interface StoreOptions extends FinalizeOptions {
  /**
   * A transaction of the application's own Drizzle database: the trace is stored when it commits, and not if it does
   * not. The trace is closed either way; after a rollback it can be finalized again, with the same status.
   */
  readonly tx?: DrizzleDatabase;
}

/**
 * Stores finalized traces in PostgreSQL. The database needs `migrate` once; the embedded store migrates itself.
 *
 * @example
 * ```ts
 * await using storage = new TraceStorage({ host: "localhost", port: 5432, database: "app", user: "app" });
 * const result = await storage.finalizeTrace(trace, "success"); // { traceId, totalDurationMs: 325, status: "success" }
 * ```
 */
export class TraceStorage implements TraceSink, AsyncDisposable {
  /** The connection, for what reads the same database. */
  readonly database: Database;
  readonly #clock: Clock;
  readonly #limits: Required<Limits>;

  /** @throws {InvalidArgumentError} for a configuration that is none; nothing is connected yet */
  constructor(config: DatabaseConfig, options: TraceStorageOptions = {}) {
    this.database = openDatabase(config, options);
    this.#clock = options.clock ?? systemClock;
    this.#limits = resolveLimits(options.limits);
  }

  /**
   * Closes the trace and stores it; resolves when it is committed. The same trace with the same status again gives
   * the same result, also after a failure.
   *
   * @throws {InvalidStatusError} unless the status is success, failed or timeout
   * @throws {TraceFinalizedError} where the trace ended with another status
   * @throws {InvalidArgumentError} for what is no trace
   * @throws {StorageError} where it could not be stored; the same call again is safe
   */
  async finalizeTrace(
    trace: Trace,
    finalStatus: FinalStatus,
    options: StoreOptions = {},
  ): Promise<FinalizeResult> {
    const { tx } = options;
    if (tx !== undefined && !isDrizzle(tx)) throw new InvalidArgumentError("tx", "a Drizzle transaction", tx);
    const closed = closeTrace(trace, finalStatus, options, this.#clock.now());
    return commitTrace(closed, (final) => this.#store(final, tx), { forgetFirst: tx !== undefined });
  }

  async #store(final: FinalTrace, tx: DrizzleDatabase | undefined): Promise<FinalizeResult> {
    const row = encodeTrace(final, this.#limits);
    const stored = await writeRow(this.database, row, tx);
    if (stored.status !== final.status) {
      const attempt = `it cannot be finalized as '${final.status}'`;
      throw new TraceFinalizedError(final.traceId, stored.status as TraceStatus, attempt);
    }
    return {
      traceId: final.traceId,
      totalDurationMs: stored.total_duration_ms ?? final.totalDurationMs,
      status: final.status,
    };
  }

  /**
   * The whole trace; `undefined` where none of that id is stored.
   *
   * @throws {InvalidArgumentError} for an id that is empty, over 255 characters, or holds NUL
   * @throws {StorageError}
   */
  async getTrace(traceId: string): Promise<Trace | undefined> {
    requireId("traceId", traceId);
    const row = (await this.#atOwnTime(traceId)) ?? (await this.#anywhere(traceId));
    return row && decodeTrace(row);
  }

  /** The id of the newest stored trace of an execution; `undefined` where there is none. @throws {StorageError} */
  async findTraceId(executionId: string): Promise<string | undefined> {
    requireId("executionId", executionId);
    const statement = selectTraceId(this.database.table, executionId);
    const [row] = await this.database.rows<{ readonly trace_id: string }>(
      "Looking up an execution",
      statement,
    );
    return row?.trace_id;
  }

  /**
   * The months that the table is made of, oldest first.
   *
   * @throws {StorageError} with reason `not-migrated` where there is no table
   */
  async listPartitions(): Promise<readonly PartitionInfo[]> {
    return listPartitions(this.database);
  }

  /** Closes the connections that the storage opened; a handle of the application's own stays open. */
  async close(): Promise<void> {
    await this.database.close();
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.close();
  }

  /** A UUIDv7 says when its trace started, and so where it is. */
  async #atOwnTime(traceId: string): Promise<TraceRow | undefined> {
    const time = uuidV7Time(traceId);
    if (time === undefined || time > MAX_TIME_MS) return undefined;
    return this.#select(traceId, formatTimestamp(time * MICROS_PER_MS));
  }

  async #anywhere(traceId: string): Promise<TraceRow | undefined> {
    return this.#select(traceId, undefined);
  }

  async #select(traceId: string, startedAt: string | undefined): Promise<TraceRow | undefined> {
    const statement = selectTrace(this.database.table, traceId, startedAt);
    const [row] = await this.database.rows<TraceRow>("Reading a trace", statement);
    return row;
  }
}
