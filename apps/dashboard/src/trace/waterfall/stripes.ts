import type { TimeWindow } from "../axis/time-window.js";

/** More would be finer than a screen is. */
const MOST_STRIPES = 120;

/**
 * A CSS gradient that is there where intervals are, and not elsewhere; `undefined` where none is to be seen. Intervals nearer to
 * each other than a screen shows are one.
 *
 * @param intervals from, to, from, to, and so on, ascending, in microseconds
 * @param across what the whole width stands for
 */
export function stripes(
  intervals: ArrayLike<number>,
  across: TimeWindow,
  colour: string,
): string | undefined {
  const { fromUs, toUs } = across;
  const least = (toUs - fromUs) / MOST_STRIPES;
  const stops: string[] = [];
  const add = (from: number, to: number): void => {
    const [left, right] = [percent(from, across), percent(to, across)];
    stops.push(`transparent ${left}`, `${colour} ${left}`, `${colour} ${right}`, `transparent ${right}`);
  };
  let [openFrom, openTo] = [Number.NaN, Number.NaN];
  for (let index = 0; index + 1 < intervals.length; index += 2) {
    const from = Math.max(fromUs, intervals[index] as number);
    const to = Math.min(toUs, intervals[index + 1] as number);
    if (to <= from) continue;
    if (from - openTo < least) {
      openTo = to;
      continue;
    }
    if (openTo > openFrom) add(openFrom, openTo);
    [openFrom, openTo] = [from, to];
  }
  if (openTo > openFrom) add(openFrom, openTo);
  return stops.length === 0 ? undefined : `linear-gradient(to right, ${stops.join(", ")})`;
}

function percent(us: number, { fromUs, toUs }: TimeWindow): string {
  return `${(((us - fromUs) / (toUs - fromUs)) * 100).toFixed(2)}%`;
}
