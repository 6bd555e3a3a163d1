import type { Step } from "../model/step.js";
import type { Trace } from "../model/trace.js";

const MICROS_PER_MS = 1000;

/** A step on its trace's time axis. */
export interface TimedStep {
  readonly step: Step;
  /** Microseconds since the trace's start; never below 0. */
  readonly startUs: number;
  /** Microseconds. */
  readonly durationUs: number;
}

/**
 * When each step of a trace began and how long it took, in the order of the trace. Steps of other systems know their end
 * alone; where that is missing, or would put the beginning before the trace's own, they follow upon each other.
 *
 * @example
 * const timed = timeSteps(trace);
 * const axisUs = axisLength(trace, timed);
 * for (const { timed: step, depth } of nestSteps(timed)) {
 *   const { from, to } = barCells(step, axisUs, 40);
 *   console.log("  ".repeat(depth) + step.step.name, " ".repeat(from) + "━".repeat(to - from));
 * }
 */
export function timeSteps(trace: Trace): readonly TimedStep[] {
  const timed: TimedStep[] = [];
  let previousEndUs = 0;
  for (const step of trace.steps) {
    const durationUs = step.durationUs ?? step.durationMs * MICROS_PER_MS;
    const startUs = startOf(step, durationUs, trace.startedAt.getTime()) ?? previousEndUs;
    timed.push({ step, startUs, durationUs });
    previousEndUs = startUs + durationUs;
  }
  return timed;
}

/** `undefined` where nothing tells it. */
function startOf(step: Step, durationUs: number, startedAtMs: number): number | undefined {
  if (step.offsetUs !== undefined) return Math.max(0, step.offsetUs);
  const startUs = (Date.parse(step.timestamp) - startedAtMs) * MICROS_PER_MS - durationUs;
  return startUs >= 0 ? startUs : undefined;
}
