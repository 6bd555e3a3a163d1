/** The part of a trace's time that is drawn, in microseconds since its start. */
export interface TimeWindow {
  readonly fromUs: number;
  readonly toUs: number;
}

/** Below it there is nothing to be seen: times are known to the microsecond. */
const SHORTEST_US = 10;

/** All of a trace's time. */
export function wholeWindow(axisUs: number): TimeWindow {
  return { fromUs: 0, toUs: axisUs };
}

/** The window, moved and cut so that it lies within the axis, and is not too short. */
export function fitWindow({ fromUs, toUs }: TimeWindow, axisUs: number): TimeWindow {
  const length = Math.min(axisUs, Math.max(Math.min(SHORTEST_US, axisUs), toUs - fromUs));
  const from = Math.min(Math.max(0, fromUs), axisUs - length);
  return { fromUs: from, toUs: from + length };
}

/**
 * A window around the same moment.
 *
 * @param factor of its length: below 1 to see more closely
 * @param aroundUs what keeps its place; the middle where absent
 */
export function zoom(window: TimeWindow, factor: number, axisUs: number, aroundUs?: number): TimeWindow {
  const { fromUs, toUs } = window;
  const around = aroundUs ?? (fromUs + toUs) / 2;
  return fitWindow(
    { fromUs: around - (around - fromUs) * factor, toUs: around + (toUs - around) * factor },
    axisUs,
  );
}

/** The window beside it. @param part how far, as a part of its length; below 0 to the left */
export function pan({ fromUs, toUs }: TimeWindow, part: number, axisUs: number): TimeWindow {
  const distance = (toUs - fromUs) * part;
  const from = Math.min(Math.max(0, fromUs + distance), axisUs - (toUs - fromUs));
  return { fromUs: from, toUs: from + (toUs - fromUs) };
}

/** Whether nothing is left out. */
export function isWhole({ fromUs, toUs }: TimeWindow, axisUs: number): boolean {
  return fromUs <= 0 && toUs >= axisUs;
}

/** Where a moment stands in the window: 0 at its left edge, 1 at its right one. */
export function partAt({ fromUs, toUs }: TimeWindow, us: number): number {
  return (us - fromUs) / (toUs - fromUs);
}
