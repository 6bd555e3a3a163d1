import type { TimeRange } from "@steptrace/core";

/** The parts of a range that none of the others covers, in their order. */
export function gapsIn({ from, to }: TimeRange, ranges: readonly TimeRange[]): readonly TimeRange[] {
  const gaps: TimeRange[] = [];
  let covered = from;
  for (const range of ranges.toSorted((a, b) => (a.from < b.from ? -1 : 1))) {
    if (range.to <= covered || range.from >= to) continue;
    if (range.from > covered) gaps.push({ from: covered, to: range.from });
    covered = range.to;
  }
  return covered < to ? [...gaps, { from: covered, to }] : gaps;
}
