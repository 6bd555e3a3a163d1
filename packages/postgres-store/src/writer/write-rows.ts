import { type Month, monthOf, StorageError, type TraceRow } from "@steptrace/core";
import { SqlState } from "../database/sql-state.js";
import { isMissingPartition, sqlStateOf } from "../database/to-storage-error.js";
import { ensurePartitions, type RunStatement } from "../partitions/ensure-partitions.js";
import { insertTraces, type OnConflict, type StoredCount, type TraceTables } from "./insert-traces.js";
import { monthPart } from "./judge-failure.js";
import { selectStatuses } from "./select-statuses.js";

/** How a trace stands in the table, once it was written. */
export interface StoredTrace {
  readonly trace_id: string;
  readonly started_at: string;
  readonly status: string | null;
  readonly total_duration_ms: number | null;
}

/** Where rows are written to. */
export interface WriteTarget extends TraceTables {
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
  rows: readonly TraceRow[],
): Promise<readonly StoredTrace[]> {
  if ((await insert(target, rows, "keep")) === rows.length) return rows;
  // Rare, and only now worth what it costs: rows that are there give way, or are the same.
  await insert(target, rows, "give way");
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

/** @returns how many rows were stored */
async function insert(
  target: WriteTarget,
  rows: readonly TraceRow[],
  onConflict: OnConflict,
): Promise<number> {
  const { run, signatures, schema } = target;
  const statement = insertTraces(target, rows, onConflict);
  const store = async (): Promise<number> => (await run<StoredCount>(statement))[0]?.stored ?? 0;
  try {
    return await store();
  } catch (error) {
    // A role that may store traces and no signatures leaves these to maintenance.
    if (signatures !== undefined && sqlStateOf(error) === SqlState.insufficientPrivilege)
      return insert({ ...target, signatures: undefined }, rows, onConflict);
    if (!isMissingPartition(error)) throw error;
    await ensurePartitions(run, schema, monthsOf(rows));
    return store();
  }
}

function monthsOf(rows: readonly TraceRow[]): readonly Month[] {
  const firstOfEach = new Map(rows.map((row) => [monthPart(row), row.started_at]));
  return [...firstOfEach.values()].map((startedAt) => monthOf(new Date(startedAt)));
}
