import { rangeOfBucket } from "./duration-buckets.js";
import type { Tally } from "./tally.js";

/** How many durations are from one to another, both included; in the unit of the tally. */
export interface DurationBin {
  readonly from: number;
  readonly to: number;
  readonly count: number;
}

/**
 * Durations in bins of about the same ratio, the shortest first, from the first that holds some to the last; those between are
 * there also where they hold none. Counts are exact.
 *
 * @param most bins; at least 1
 */
export function durationBins(tally: Tally, most: number): readonly DurationBin[] {
  const histogram = tally.histogram();
  const first = histogram[0]?.[0];
  const last = histogram.at(-1)?.[0];
  if (first === undefined || last === undefined) return [];
  const width = Math.ceil((last - first + 1) / most);
  const counts = new Array<number>(Math.ceil((last - first + 1) / width)).fill(0);
  for (const [bucket, size] of histogram) {
    const index = Math.floor((bucket - first) / width);
    counts[index] = (counts[index] ?? 0) + size;
  }
  return counts.map((count, index) => {
    const start = first + index * width;
    return {
      from: rangeOfBucket(start).first,
      to: rangeOfBucket(Math.min(last, start + width - 1)).last,
      count,
    };
  });
}
