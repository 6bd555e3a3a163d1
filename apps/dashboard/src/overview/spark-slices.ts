import type { TracePoint } from "@steptrace/server/client";

/** How many there were in a slice of time, and how many of those failed. */
export interface Slice {
  /** Its beginning. */
  readonly start: Date;
  readonly count: number;
  readonly failures: number;
}

interface Bucket {
  readonly startDate: string;
  readonly count: number;
  readonly failures: number;
}

interface Range {
  readonly from: Date;
  readonly to: Date;
}

const HOUR_MS = 3_600_000;
const LENGTHS_MS = { hour: HOUR_MS, day: 24 * HOUR_MS, week: 7 * 24 * HOUR_MS } as const;
const MOST_SLICES = 40;

/** A series that leaves out what is empty, as equal slices of the whole time: at most forty, each of some buckets. */
export function sparkSlices(
  series: readonly Bucket[],
  { from, to }: Range,
  bucket: keyof typeof LENGTHS_MS,
): readonly Slice[] {
  const bucketMs = LENGTHS_MS[bucket];
  const first = Math.floor(from.getTime() / bucketMs) * bucketMs;
  const buckets = Math.max(1, Math.ceil((to.getTime() - first) / bucketMs));
  const sliceMs = bucketMs * Math.ceil(buckets / MOST_SLICES);
  const length = Math.ceil((buckets * bucketMs) / sliceMs);
  const slices = Array.from({ length }, (_, index) => ({
    start: new Date(first + index * sliceMs),
    count: 0,
    failures: 0,
  }));
  for (const { startDate, count, failures } of series) {
    // A week begins on its Monday, which may lie before the first slice or a little in the next.
    const place = Math.floor((new Date(startDate).getTime() - first) / sliceMs);
    const slice = slices[Math.min(Math.max(place, 0), length - 1)];
    if (slice === undefined) continue;
    slice.count += count;
    slice.failures += failures;
  }
  return slices;
}

/** Traces as equal slices of the whole time, forty of them: finer than any series, where all traces are known. */
export function pointSlices(points: readonly TracePoint[], { from, to }: Range): readonly Slice[] {
  const sliceMs = Math.max(1, (to.getTime() - from.getTime()) / MOST_SLICES);
  const slices = Array.from({ length: MOST_SLICES }, (_, index) => ({
    start: new Date(from.getTime() + index * sliceMs),
    count: 0,
    failures: 0,
  }));
  for (const [at, , status] of points) {
    const place = Math.floor((at - from.getTime()) / sliceMs);
    const slice = slices[Math.min(Math.max(place, 0), MOST_SLICES - 1)];
    if (slice === undefined) continue;
    slice.count += 1;
    if (status !== "success") slice.failures += 1;
  }
  return slices;
}
