import { setTimeout as sleep } from "node:timers/promises";
import { type CountableRow, type Month, monthOf, StorageError, type TraceRow } from "@steptrace/core";
import { SqlState } from "../database/sql-state.js";
import { isMissingPartition, sqlStateOf } from "../database/to-storage-error.js";
import { ensurePartitions, type RunStatement } from "../partitions/ensure-partitions.js";
import type { Counting } from "./counting.js";
import { insertTraces, type OnConflict, type TraceTables } from "./insert-traces.js";
import { monthPart } from "./judge-failure.js";
import { selectStatuses } from "./select-statuses.js";

/**
 * Before each further try of an insert that found no partition. More than one is needed where another process has just made it:
 * PostgreSQL shows what a transaction did first, and then tells other connections that what they remember of the table is old.
 */
const WAITS_MS = [0, 5, 50, 500];

/** How a trace stands in the table, once it was written. */
export interface StoredTrace {
  readonly trace_id: string;
  readonly started_at: string;
  readonly status: string | null;
  readonly total_duration_ms: number | null;
}

/** Where rows are written to. */
export interface WriteTarget extends Omit<TraceTables, "statistics"> {
  /** Absent where counting is left to maintenance. */
  readonly counting: Counting | undefined;
  readonly run: RunStatement;
  readonly schema: string | undefined;
}

/**
 * Writes the rows of traces, all of them or none, and resolves to what stands in the table then, in their order: that row,
 * or the one that was there. A month that has no partition yet gets one.
 *
 * @param rows of different trace ids
 * @throws {StorageError}
 */
export async function writeRows(
  target: WriteTarget,
  rows: readonly CountableRow[],
): Promise<readonly StoredTrace[]> {
  try {
    await insert(target, rows, "fail");
    return rows;
  } catch (error) {
    if (sqlStateOf(error) !== SqlState.uniqueViolation) throw error;
  }
  // Rare: rows that are there give way, or are the same. They may have been counted.
  await insert({ ...target, counting: undefined }, rows, "give way");
  const present = await target.run<StoredTrace>(selectStatuses(target.table, rows));
  return rows.map((row) => {
    const stored = present.find((one) => one.trace_id === row.trace_id && one.started_at === row.started_at);
    if (stored !== undefined) return stored;
    throw new StorageError(
      `Storing trace '${row.trace_id}' failed: its row was removed by somebody else at the same moment. Try again.`,
      { reason: "rejected" },
    );
  });
}

async function insert(
  target: WriteTarget,
  rows: readonly CountableRow[],
  onConflict: OnConflict,
): Promise<void> {
  for (const waitMs of WAITS_MS) {
    try {
      return await insertDerived(target, rows, onConflict);
    } catch (error) {
      if (!isMissingPartition(error)) throw error;
      await sleep(waitMs);
      await ensurePartitions(target.run, target.schema, monthsOf(rows));
    }
  }
  await insertDerived(target, rows, onConflict);
}

/** A role that may store traces, and not what is derived from them, leaves that to maintenance. */
async function insertDerived(
  target: WriteTarget,
  rows: readonly CountableRow[],
  onConflict: OnConflict,
): Promise<void> {
  const { run, features, counting } = target;
  const statistics = counting?.table;
  try {
    const { statement, onStored } = insertTraces({ ...target, statistics }, rows, onConflict);
    await run(statement);
    onStored();
  } catch (error) {
    features?.knownSignatures.forget();
    features?.knownTexts.forget();
    const sqlState = sqlStateOf(error);
    const isBare = features === undefined && statistics === undefined;
    if (isBare || sqlState !== SqlState.insufficientPrivilege) throw error;
    const bare = { ...target, features: undefined, counting: undefined };
    await insertDerived(bare, rows, onConflict);
    counting?.deny();
  }
}

function monthsOf(rows: readonly TraceRow[]): readonly Month[] {
  const firstOfEach = new Map(rows.map((row) => [monthPart(row), row.started_at]));
  return [...firstOfEach.values()].map((startedAt) => monthOf(new Date(startedAt)));
}
