import { InvalidArgumentError, requireDate, requireTimeRange } from "@steptrace/core";
import { type SQL, sql } from "drizzle-orm";
import type { RowKey } from "./by-keys.js";

/** The years that have four digits and no sign, as PostgreSQL reads them; no trace is stored before or after. */
const FIRST_MS = Date.parse("0001-01-01T00:00:00.000Z");
const LAST_MS = Date.parse("9999-12-31T23:59:59.999Z");

/** The first moment that a Date can be. */
export const FIRST_DATE_MS: number = -8.64e15;

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
export function startedWithin(bounds: TimeBounds, momentOf: (text: string) => SQL = parameter): SQL {
  const { startDate, endDate } = bounds;
  const conditions = [sql`true`];
  if (startDate !== undefined)
    conditions.push(sql`started_at >= ${momentOf(momentText(startDate.getTime()))}`);
  if (endDate !== undefined)
    conditions.push(sql`started_at < ${momentOf(momentText(endDate.getTime() + 1))}`);
  return sql.join(conditions, sql` AND `);
}

/**
 * That a row comes after this one in a list that is newest first. The first comparison is in the second already, but it
 * alone keeps later months from being looked at.
 */
export function startedBefore(
  { started_at, trace_id }: RowKey,
  momentOf: (text: string) => SQL = parameter,
): SQL {
  const moment = momentOf(started_at);
  return sql`started_at <= ${moment} AND (started_at, trace_id) < (${moment}, ${trace_id}::text)`;
}

/**
 * A moment as a part of the statement's text, for a statement that is planned for its values: only then are other months left out
 * of the planning, which takes longer than all the rest. The text is our own: digits, and what ISO 8601 puts between them.
 */
export function literalMoment(text: string): SQL {
  if (!/^(?:-?infinity|[\dT:.Z-]+)$/.test(text))
    throw new InvalidArgumentError("moment", "a time as ISO 8601", text);
  return sql.raw(`timestamp '${text}'`);
}

function parameter(text: string): SQL {
  return sql`${text}::text::timestamp`;
}

/** A moment as PostgreSQL reads it, of milliseconds since 1970; what is before or after all that it stores is that. */
export function momentText(ms: number): string {
  return ms < FIRST_MS ? "-infinity" : ms > LAST_MS ? "infinity" : new Date(ms).toISOString();
}
