import { formatTimestamp, requireDate, requireTimeRange } from "@steptrace/core";
import { type SQL, sql } from "drizzle-orm";

const MICROS_PER_MS = 1000;

/** From when to when, both inclusive to the millisecond; an absent end is no bound. */
export interface TimeBounds {
  readonly startDate?: Date | undefined;
  readonly endDate?: Date | undefined;
}

/** @throws {InvalidArgumentError} for a bound that is no moment, and for a start after the end */
export function requireBounds({ startDate, endDate }: TimeBounds): TimeBounds {
  if (startDate !== undefined && endDate !== undefined) return requireTimeRange(startDate, endDate);
  return {
    startDate: startDate && requireDate("startDate", startDate),
    endDate: endDate && requireDate("endDate", endDate),
  };
}

/**
 * The condition that a trace started within the bounds. Bare comparisons with the partition key, so that other
 * months are not even looked at. A Date is a whole millisecond, and its microseconds belong to it.
 */
export function startedWithin({ startDate, endDate }: TimeBounds): SQL {
  const conditions = [sql`true`];
  if (startDate !== undefined)
    conditions.push(sql`started_at >= ${timestamp(startDate, 0)}::text::timestamp`);
  if (endDate !== undefined) conditions.push(sql`started_at < ${timestamp(endDate, 1)}::text::timestamp`);
  return sql.join(conditions, sql` AND `);
}

function timestamp(date: Date, addMs: number): string {
  return formatTimestamp((date.getTime() + addMs) * MICROS_PER_MS);
}
