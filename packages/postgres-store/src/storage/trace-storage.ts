import {
  type Clock,
  closeTrace,
  commitTrace,
  decodeTrace,
  encodeCountable,
  encodeTrace,
  type FinalizeOptions,
  type FinalizeResult,
  type FinalStatus,
  type FinalTrace,
  InvalidArgumentError,
  type Limits,
  requireId,
  resolveLimits,
  type StepJournal,
  systemClock,
  type Trace,
  TraceFinalizedError,
  type TraceSink,
  type TraceStatus,
} from "@steptrace/core";
import type { SQL } from "drizzle-orm";
import type { Database } from "../database/database.js";
import type { DatabaseConfig, DatabaseOptions, DrizzleDatabase } from "../database/database-config.js";
import { isDrizzle, openDatabase } from "../database/open-database.js";
import { listPartitions } from "../partitions/list-partitions.js";
import type { PartitionInfo } from "../partitions/partition-info.js";
import { Counting } from "../writer/counting.js";
import type { FeatureTables } from "../writer/derive-features.js";
import { KnownSignatures } from "../writer/known-signatures.js";
import { storeRows } from "../writer/store-rows.js";
import { STORING } from "../writer/storing-error.js";
import { TraceWriter, type WriterStats } from "../writer/trace-writer.js";
import { type StoredTrace, writeRows } from "../writer/write-rows.js";
import { inTransaction } from "./in-transaction.js";
import { readTraceRow } from "./read-trace-row.js";
import { selectTraceId } from "./select-trace.js";
import { Spill } from "./spill.js";
import { resolveWriterOptions, type WriterOptions } from "./writer-options.js";

export interface TraceStorageOptions extends DatabaseOptions, WriterOptions {
  /**
   * Keeps a trace that cannot be stored at the moment, where its tracer has no journal: `steptrace recover` stores it.
   * @default none: such a trace is refused, and that is all
   */
  readonly journal?: StepJournal;
  readonly clock?: Clock;
  /** What is stored of a trace at most. @default the limits of `@steptrace/core` */
  readonly limits?: Limits;
  /**
   * Whether a trace is stored together with what similar failures, groups, searches and statistics find it by. `false` leaves
   * that to `maintain`: storing takes less, and until then these look at the trace itself. @default true
   */
  readonly derive?: boolean;
}

/** What a storage has done, and has to do. */
export interface StorageStats extends WriterStats {
  /** Those of the refused traces that are kept in a journal. */
  readonly spilled: number;
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
  readonly #writer: TraceWriter;
  readonly #spill: Spill;

  /** @throws {InvalidArgumentError} for a configuration that is none; nothing is connected yet */
  constructor(config: DatabaseConfig, options: TraceStorageOptions = {}) {
    this.database = openDatabase(config, options);
    this.#clock = options.clock ?? systemClock;
    this.#limits = resolveLimits(options.limits);
    const { database } = this;
    const { derive = true } = options;
    const target = {
      table: database.table,
      features: derive ? featureTables(database) : undefined,
      counting: derive ? new Counting(database.statistics) : undefined,
      schema: database.schema,
      run: <R>(statement: SQL) => database.rows<R>(STORING, statement),
    };
    this.#writer = new TraceWriter(
      (trace) => encodeCountable(trace, this.#limits),
      (rows) => storeRows(target, rows),
      resolveWriterOptions(options),
    );
    this.#spill = new Spill(options.journal, this.#limits);
  }

  /**
   * Closes the trace and stores it; resolves when it is committed. The same trace with the same status again gives
   * the same result, also after a failure.
   *
   * @throws {InvalidStatusError} unless the status is success, failed or timeout
   * @throws {TraceFinalizedError} where the trace ended with another status
   * @throws {InvalidArgumentError} for what is no trace
   * @throws {StorageError} where it could not be stored; the same call again is safe. Where it is kept in a journal, the
   *   message says so
   */
  async finalizeTrace(
    trace: Trace,
    finalStatus: FinalStatus,
    options: StoreOptions = {},
  ): Promise<FinalizeResult> {
    const { tx } = options;
    if (tx !== undefined && !isDrizzle(tx)) throw new InvalidArgumentError("tx", "a Drizzle transaction", tx);
    const closed = closeTrace(trace, finalStatus, options, this.#clock.now());
    const result = commitTrace(closed, (final) => this.#store(final, tx), { forgetFirst: tx !== undefined });
    return tx === undefined && this.#spill.concerns(closed)
      ? result.catch((error: unknown) => this.#spill.keep(closed, error))
      : result;
  }

  #store(final: FinalTrace, tx: DrizzleDatabase | undefined): Promise<FinalizeResult> {
    const { traceId, status, totalDurationMs } = final;
    const written = tx === undefined ? this.#writer.write(final) : this.#writeWithin(tx, final);
    return written.then((stored) => {
      if (stored.status === status)
        return { traceId, totalDurationMs: stored.total_duration_ms ?? totalDurationMs, status };
      const attempt = `it cannot be finalized as '${status}'`;
      throw new TraceFinalizedError(traceId, stored.status as TraceStatus, attempt);
    });
  }

  /**
   * Its transaction waits: there is no batch to wait for, and no trying again. What failures are found by, and counting, is left to
   * maintenance: a new signature would keep others waiting who have it too, for as long as the transaction goes on.
   */
  async #writeWithin(tx: DrizzleDatabase, trace: FinalTrace): Promise<StoredTrace> {
    const row = encodeTrace(trace, this.#limits);
    const { table, schema, target } = this.database;
    const run = inTransaction(tx, `Storing trace '${row.trace_id}'`, target);
    const [stored] = await writeRows({ run, table, features: undefined, counting: undefined, schema }, [row]);
    return stored as StoredTrace;
  }

  /** Resolves when all that is being stored by now is stored, or has failed. */
  async flush(): Promise<void> {
    await this.#writer.flush();
  }

  /** What is being stored at the moment, and what was stored since the storage was made; not that in an application's own `tx`. */
  stats(): StorageStats {
    return { ...this.#writer.stats(), spilled: this.#spill.spilled };
  }

  /**
   * The whole trace; `undefined` where none of that id is stored.
   *
   * @throws {InvalidArgumentError} for an id that is empty, over 255 characters, or holds NUL
   * @throws {StorageError}
   */
  async getTrace(traceId: string): Promise<Trace | undefined> {
    const row = await readTraceRow(this.database, traceId);
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

  /**
   * Waits until all that is being stored is stored, or has failed; then closes the connections that the storage opened. A
   * handle of the application's own stays open. What is finalized from now on is refused.
   */
  async close(): Promise<void> {
    await this.#writer.close();
    await this.database.close();
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.close();
  }
}

function featureTables({ signatures, texts }: Database): FeatureTables {
  return {
    signatures,
    knownSignatures: new KnownSignatures(),
    texts,
    knownTexts: new KnownSignatures(),
  };
}
