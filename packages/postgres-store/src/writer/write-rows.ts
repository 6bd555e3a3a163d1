import { type Month, monthOf, StorageError, type TraceRow } from "@steptrace/core";
import { SqlState } from "../database/sql-state.js";
import { isMissingPartition, sqlStateOf } from "../database/to-storage-error.js";
import { ensurePartitions, type RunStatement } from "../partitions/ensure-partitions.js";
import { insertTraces, type StoredCount, type TraceTables } from "./insert-traces.js";
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
  const [answer] = await insertMakingRoom(target, rows);
  if (answer?.stored === rows.length) return rows;
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

async function insertMakingRoom(
  target: WriteTarget,
  rows: readonly TraceRow[],
): Promise<readonly StoredCount[]> {
  const { run, signatures, schema } = target;
  const insert = insertTraces(target, rows);
  try {
    return await run<StoredCount>(insert);
  } catch (error) {
    // A role that may store traces and no signatures leaves these to maintenance.
    if (signatures !== undefined && sqlStateOf(error) === SqlState.insufficientPrivilege)
      return insertMakingRoom({ ...target, signatures: undefined }, rows);
    if (!isMissingPartition(error)) throw error;
    await ensurePartitions(run, schema, monthsOf(rows));
    return run<StoredCount>(insert);
  }
}

function monthsOf(rows: readonly TraceRow[]): readonly Month[] {
  const firstOfEach = new Map(rows.map((row) => [monthPart(row), row.started_at]));
  return [...firstOfEach.values()].map((startedAt) => monthOf(new Date(startedAt)));
}
