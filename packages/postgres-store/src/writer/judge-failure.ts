import { StorageError, type TraceRow } from "@steptrace/core";
import { mayPass } from "../database/may-pass.js";
import { SqlState } from "../database/sql-state.js";

/**
 * Why rows are not stored.
 *
 * - `refused`: they never will be
 * - `conflict`: something is in their way that passes: another transaction's lock, a limit of time
 * - `outage`: at the moment nothing can be stored at all
 */
export type FailureKind = "refused" | "conflict" | "outage";

/** What came in the way of all rows; or how to find out of which: in parts one after the other, or of `each` for itself. */
export type Judgement = FailureKind | "each" | readonly (readonly TraceRow[])[];

const CONFLICTS: ReadonlySet<string | undefined> = new Set([
  SqlState.queryCanceled,
  SqlState.lockNotAvailable,
  SqlState.deadlockDetected,
  SqlState.serializationFailure,
]);

/** A row that the database refuses, or that is too much for it, takes no others with it; what is wrong with all, does. */
export function judgeFailure(error: unknown, rows: readonly TraceRow[]): Judgement {
  if (!(error instanceof StorageError)) return "refused";
  const { reason, sqlState } = error;
  const isMany = rows.length > 1;
  if (isMany && (reason === "rejected" || sqlState === SqlState.outOfMemory)) return halves(rows);
  // The time of halves of halves would add up.
  if (isMany && sqlState === SqlState.queryCanceled) return "each";
  if (CONFLICTS.has(sqlState)) return "conflict";
  if (mayPass(reason)) return "outage";
  // The right that is missing may be that to make the partition of one of the months.
  const months = reason === "permission" ? byMonth(rows) : [];
  return months.length > 1 ? months : "refused";
}

function halves(rows: readonly TraceRow[]): readonly (readonly TraceRow[])[] {
  const middle = Math.ceil(rows.length / 2);
  return [rows.slice(0, middle), rows.slice(middle)];
}

function byMonth(rows: readonly TraceRow[]): readonly (readonly TraceRow[])[] {
  const months = new Map<string, TraceRow[]>();
  for (const row of rows) {
    const month = monthPart(row);
    const others = months.get(month);
    if (others === undefined) months.set(month, [row]);
    else others.push(row);
  }
  return [...months.values()];
}

/** `2025-11` of a row's time: text orders and compares as the months do. */
export function monthPart({ started_at }: TraceRow): string {
  return started_at.slice(0, "2025-11".length);
}
