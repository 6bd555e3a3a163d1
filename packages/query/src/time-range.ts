import { requireDate, requireTimeRange } from "@steptrace/core";
import { type SQL, sql } from "drizzle-orm";

/** The years that have four digits and no sign, as PostgreSQL reads them; no trace is stored before or after. */
const FIRST_MS = Date.parse("0001-01-01T00:00:00.000Z");
const LAST_MS = Date.parse("9999-12-31T23:59:59.999Z");

/** From when to when, both inclusive to the millisecond; an absent end is no bound. */
export interface TimeBounds {
  readonly startDate?: Date | undefined;
  readonly endDate?: Date | undefined;
}

/** @throws {InvalidArgumentError} for a bound that is no moment, and for a start after the end */
export function requireBounds({ startDate, endDate }: TimeBounds): TimeBounds {
  if (startDate !== undefined && endDate !== undefined) return requireTimeRange(startDate, endDate);
  return {
    startDate: startDate === undefined ? undefined : requireDate("startDate", startDate),
    endDate: endDate === undefined ? undefined : requireDate("endDate", endDate),
  };
}

/**
 * The condition that a trace started within the bounds. Bare comparisons with the partition key, so that other
 * months are not even looked at. A Date is a whole millisecond, and its microseconds belong to it.
 */
export function startedWithin({ startDate, endDate }: TimeBounds): SQL {
  const conditions = [sql`true`];
  if (startDate !== undefined) conditions.push(sql`started_at >= ${timestamp(startDate.getTime())}`);
  if (endDate !== undefined) conditions.push(sql`started_at < ${timestamp(endDate.getTime() + 1)}`);
  return sql.join(conditions, sql` AND `);
}

function timestamp(ms: number): SQL {
  const text = ms < FIRST_MS ? "-infinity" : ms > LAST_MS ? "infinity" : new Date(ms).toISOString();
  return sql`${text}::text::timestamp`;
}
