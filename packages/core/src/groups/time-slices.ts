/** From when to when, both inclusive to the millisecond. */
interface Range {
  readonly startDate: Date;
  readonly endDate: Date;
}

/**
 * Where each of so many equal slices of a range begins, in whole milliseconds: the first at its start; each ends where the
 * next begins, and the last with the range.
 */
export function sliceStarts({ startDate, endDate }: Range, slices: number): readonly Date[] {
  const start = startDate.getTime();
  const lengthMs = endDate.getTime() + 1 - start;
  return Array.from(
    { length: slices },
    (_, index) => new Date(start + Math.floor((lengthMs * index) / slices)),
  );
}

/** Which slice a moment of the range is in, from 0. */
export function sliceAt(starts: readonly Date[], moment: Date): number {
  let slice = starts.length - 1;
  while (slice > 0 && moment < (starts[slice] as Date)) slice -= 1;
  return slice;
}
