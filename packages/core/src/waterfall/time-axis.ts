import type { Trace } from "../model/trace.js";
import type { TimedStep } from "./time-steps.js";

const MICROS_PER_MS = 1000;

/** Microseconds from a trace's start to the end of its last part; above 0. */
export function axisLength(trace: Trace, steps: readonly TimedStep[]): number {
  const completedUs =
    ((trace.completedAt?.getTime() ?? Number.NaN) - trace.startedAt.getTime()) * MICROS_PER_MS;
  const ends = steps.reduce((end, { startUs, durationUs }) => Math.max(end, startUs + durationUs), 0);
  return Math.max(1, ends, Number.isFinite(completedUs) ? completedUs : 0);
}

/** The cells that a bar takes, from `from` up to, and without, `to`. */
export interface BarCells {
  readonly from: number;
  readonly to: number;
}

/**
 * Where a step's bar stands on an axis of `width` cells: at least one cell, and never outside.
 *
 * @param axisUs what the whole axis stands for, as {@link axisLength} gives it
 * @param width at least 1
 */
export function barCells({ startUs, durationUs }: TimedStep, axisUs: number, width: number): BarCells {
  const cell = (us: number): number => Math.round((us / axisUs) * width);
  const from = Math.min(Math.max(0, cell(startUs)), width - 1);
  return { from, to: Math.min(width, Math.max(from + 1, cell(startUs + durationUs))) };
}
