import { type MomentRange, nextPeriodStart } from "@steptrace/core";
import { requireBounds, type TimeBounds } from "../time-range.js";

const DAY_MS = 86_400_000;
const DEFAULT_DAYS = 30;
/** The years that have four digits and no sign, but for the last month: a period has an end. */
const FIRST_MS = Date.parse("0001-01-01T00:00:00Z");
const LAST_MS = Date.parse("9999-12-01T00:00:00Z");

/** The traces that statistics are about. */
export interface StatsRange extends MomentRange {
  /** How many of its hours are over, a part as a part. */
  readonly hours: number;
}

/**
 * The range that options ask for: from 30 days before its end on, and up to now, unless they say otherwise.
 *
 * @throws {InvalidArgumentError} for a bound that is no moment, and for a start after the end
 */
export function statsRange(options: TimeBounds, now: Date): StatsRange {
  const { startDate, endDate } = requireBounds(options);
  const end = endDate === undefined ? now.getTime() : endDate.getTime() + 1;
  const from = within(startDate?.getTime() ?? Math.min(end, now.getTime()) - DEFAULT_DAYS * DAY_MS);
  // Nothing has started after now, and so the hour that is under way is taken as a whole.
  const to = endDate === undefined ? nextPeriodStart("hour", within(Math.max(end, from) + 1)) : within(end);
  return { from, to, hours: Math.max(0, Math.min(to, now.getTime()) - from) / 3_600_000 };
}

function within(ms: number): number {
  return Math.min(LAST_MS, Math.max(FIRST_MS, ms));
}
