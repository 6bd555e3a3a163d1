import type { TimeBounds } from "./time-range.js";

/**
 * A range of time in parts, the newest first.
 *
 * @param firstMonths the first month of each part, counted back from the newest; what is before them is the last part
 */
export function* slicesOf(
  { startDate, endDate }: TimeBounds,
  now: Date,
  firstMonths: readonly number[],
): Iterable<TimeBounds> {
  const newest = endDate !== undefined && endDate < now ? endDate : now;
  let end = endDate;
  for (const months of firstMonths) {
    const start = new Date(Date.UTC(newest.getUTCFullYear(), newest.getUTCMonth() - months));
    if (startDate !== undefined && start <= startDate) break;
    yield { startDate: start, endDate: end };
    // A bound is a whole millisecond, and inclusive.
    end = new Date(start.getTime() - 1);
  }
  yield { startDate, endDate: end };
}
