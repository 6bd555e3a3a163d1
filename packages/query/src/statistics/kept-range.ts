import {
  addMonths,
  InvalidArgumentError,
  type MomentRange,
  monthOf,
  monthRange,
  nextPeriodStart,
  periodStart,
} from "@steptrace/core";
import { type Database, listReduced } from "@steptrace/postgres-store";
import type { StatsRange } from "./stats-range.js";

/**
 * The range for which statistics are right: in a month of which failures alone are kept, nobody can count a part of a day any
 * more, and so it begins and ends there with whole days.
 *
 * @param byHour whether the figures of each hour are wanted
 * @throws {InvalidArgumentError} where they are, and the range reaches into such a month
 * @throws {StorageError}
 */
export async function keptRange(
  database: Database,
  range: StatsRange,
  byHour: boolean,
  now: Date,
): Promise<StatsRange> {
  // Of the current month and the one before, everything is kept, whatever the rule.
  const recent = momentOf(monthRange(addMonths(monthOf(now), -1)).from);
  const isAsked = [range.from, range.to].some((ms) => ms < recent && ms !== periodStart("day", ms));
  if (!(isAsked || (byHour && range.from < recent))) return range;
  const reduced = (await listReduced(database)).map(({ from, to }) => ({
    from: momentOf(from),
    to: momentOf(to),
  }));
  const touches = (part: MomentRange): boolean => part.from < range.to && range.from < part.to;
  if (byHour && reduced.some(touches)) {
    throw new InvalidArgumentError(
      "bucket",
      "day, week or month, for a time of which failures alone are kept",
      "hour",
    );
  }
  const isIn = (ms: number): boolean => reduced.some(({ from, to }) => from <= ms && ms < to);
  return {
    ...range,
    from: isIn(range.from) ? periodStart("day", range.from) : range.from,
    to: isIn(range.to) ? nextPeriodStart("day", range.to) : range.to,
  };
}

/** `2025-11-01 00:00:00`, which is UTC, in milliseconds since 1970. */
function momentOf(text: string): number {
  return Date.parse(`${text.replace(" ", "T")}Z`);
}
