import type { TimeBounds } from "./time-range.js";

/** The first month of each part, counted back from the newest: the last part is what is before them. */
const FIRST_MONTHS = [1, 7];

/** A range of time in parts, the newest first: the current month, the one before it and what is later; half a year; the rest. */
export function* slicesOf({ startDate, endDate }: TimeBounds, now: Date): Iterable<TimeBounds> {
  const newest = endDate !== undefined && endDate < now ? endDate : now;
  let end = endDate;
  for (const months of FIRST_MONTHS) {
    const start = new Date(Date.UTC(newest.getUTCFullYear(), newest.getUTCMonth() - months));
    if (startDate !== undefined && start <= startDate) break;
    yield { startDate: start, endDate: end };
    // A bound is a whole millisecond, and inclusive.
    end = new Date(start.getTime() - 1);
  }
  yield { startDate, endDate: end };
}
