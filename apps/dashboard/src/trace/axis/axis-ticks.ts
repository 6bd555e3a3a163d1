import type { TimeWindow } from "./time-window.js";

const MS = 1000;
const SECOND = 1000 * MS;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** Steps of an axis that people count in, from a minute on. */
const LONG_STEPS = [1, 2, 5, 10, 15, 30].map((count) => count * MINUTE);
const LONGER_STEPS = [1, 2, 3, 6, 12].map((count) => count * HOUR);

/** A line of an axis. */
export interface AxisTick {
  /** Microseconds since the trace's start. */
  readonly us: number;
  readonly label: string;
}

/**
 * The lines of an axis: round moments within the window, at most so many.
 *
 * @param most at least 1
 */
export function axisTicks({ fromUs, toUs }: TimeWindow, most: number): readonly AxisTick[] {
  const step = roundStep((toUs - fromUs) / Math.max(1, most));
  const first = Math.ceil(fromUs / step);
  const count = Math.max(0, Math.floor(toUs / step) - first + 1);
  return Array.from({ length: Math.min(count, most + 1) }, (_, index) => {
    const us = (first + index) * step;
    return { us, label: tickLabel(us, step) };
  });
}

/** The smallest round step that is no shorter. */
function roundStep(us: number): number {
  if (us > 30 * SECOND) {
    const long = [...LONG_STEPS, ...LONGER_STEPS].find((step) => step >= us);
    return long ?? Math.ceil(us / DAY) * DAY;
  }
  const power = 10 ** Math.floor(Math.log10(Math.max(1, us)));
  const step = [1, 2, 5, 10].map((factor) => factor * power).find((one) => one >= us) ?? 10 * power;
  return step > 20 * SECOND ? 30 * SECOND : step;
}

/** As exact as the step is, in one unit. */
function tickLabel(us: number, step: number): string {
  if (us === 0) return "0";
  if (us < MS) return `${us} µs`;
  if (us < SECOND) return `${decimal(us / MS, step / MS)} ms`;
  if (us < MINUTE) return `${decimal(us / SECOND, step / SECOND)} s`;
  if (us < HOUR) return `${Math.floor(us / MINUTE)} m${rest((us % MINUTE) / SECOND, step / SECOND, "s")}`;
  return `${Math.floor(us / HOUR)} h${rest((us % HOUR) / MINUTE, step / MINUTE, "m")}`;
}

function decimal(value: number, step: number): string {
  const digits = Math.max(0, Math.ceil(-Math.log10(step) - 1e-9));
  return value.toFixed(digits);
}

function rest(value: number, step: number, unit: string): string {
  const text = decimal(value, Math.min(1, step));
  return Number(text) === 0 ? "" : ` ${text.padStart(text.includes(".") ? 0 : 2, "0")} ${unit}`;
}
