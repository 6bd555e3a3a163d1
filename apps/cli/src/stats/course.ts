import type { StatsBucket, TimeBucket } from "@steptrace/query";
import type { ListedBucket } from "@steptrace/terminal";

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
const LENGTHS = { hour: HOUR_MS, day: DAY_MS, week: 7 * DAY_MS } as const;
/** Columns of a course at most. */
const MOST = 40;

/** A bucket whose length is always the same. */
export type CourseBucket = Exclude<TimeBucket, "month">;

/** What to divide a range by, so that its course has a few dozen columns. */
export function courseBucket(startDate: Date, endDate: Date): CourseBucket {
  const length = endDate.getTime() - startDate.getTime();
  if (length <= MOST * HOUR_MS) return "hour";
  return length <= MOST * DAY_MS ? "day" : "week";
}

/** The newest part of a series, with a column for each bucket up to an end, also where it had no traces. */
export function courseOf(
  series: readonly StatsBucket[],
  bucket: CourseBucket,
  endDate: Date,
): readonly ListedBucket[] {
  const length = LENGTHS[bucket];
  const first = series[0]?.startDate.getTime();
  if (first === undefined) return [];
  const last = Math.max(first, series.at(-1)?.startDate.getTime() ?? first, endDate.getTime() - 1);
  const columns = new Array<ListedBucket>(Math.floor((last - first) / length) + 1).fill(undefined);
  for (const one of series) columns[Math.round((one.startDate.getTime() - first) / length)] = one;
  return columns.slice(-MOST);
}
