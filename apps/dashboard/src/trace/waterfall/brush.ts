import { fitWindow, isWhole, type TimeWindow } from "../axis/time-window.js";

/** What a hand on the minimap has taken hold of. */
export type Grip = "new" | "window" | "from" | "to";

/** How near to an edge is on it, as a part of the width. */
const NEAR = 0.008;

/** What lies at a place: an edge of the window, the window, or nothing, where a new one begins. */
export function gripAt(part: number, window: TimeWindow, axisUs: number): Grip {
  if (isWhole(window, axisUs)) return "new";
  const [from, to] = [window.fromUs / axisUs, window.toUs / axisUs];
  if (Math.abs(part - from) <= NEAR) return "from";
  if (Math.abs(part - to) <= NEAR) return "to";
  return part > from && part < to ? "window" : "new";
}

/**
 * The window after a hand has gone from one place to another.
 *
 * @param window as it was when the hand took hold
 * @param start where that was, as a part of the width
 * @param now where the hand is, likewise
 */
export function dragged(
  grip: Grip,
  window: TimeWindow,
  start: number,
  now: number,
  axisUs: number,
): TimeWindow {
  const [startUs, nowUs] = [start * axisUs, Math.min(1, Math.max(0, now)) * axisUs];
  const { fromUs, toUs } = window;
  if (grip === "window") {
    const distance = Math.min(Math.max(nowUs - startUs, -fromUs), axisUs - toUs);
    return { fromUs: fromUs + distance, toUs: toUs + distance };
  }
  const fixed = grip === "new" ? startUs : grip === "from" ? toUs : fromUs;
  return fitWindow({ fromUs: Math.min(fixed, nowUs), toUs: Math.max(fixed, nowUs) }, axisUs);
}
