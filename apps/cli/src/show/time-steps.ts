import type { Step, Trace } from "@steptrace/core";

const US_PER_MS = 1000;

/** A step on its trace's time axis. */
export interface TimedStep {
  readonly step: Step;
  /** Microseconds since the trace's start; never below 0. */
  readonly startUs: number;
  readonly durationUs: number;
}

/**
 * When each step of a trace began and how long it took, in the order of the trace. Steps of other systems know their end
 * alone; where that is missing, or would put the beginning before the trace's own, they follow upon each other.
 */
export function timeSteps(trace: Trace): readonly TimedStep[] {
  const timed: TimedStep[] = [];
  let previousEndUs = 0;
  for (const step of trace.steps) {
    const durationUs = step.durationUs ?? step.durationMs * US_PER_MS;
    const startUs = startOf(step, durationUs, trace.startedAt.getTime()) ?? previousEndUs;
    timed.push({ step, startUs, durationUs });
    previousEndUs = startUs + durationUs;
  }
  return timed;
}

/** `undefined` where nothing tells it. */
function startOf(step: Step, durationUs: number, startedAtMs: number): number | undefined {
  if (step.offsetUs !== undefined) return Math.max(0, step.offsetUs);
  const startUs = (Date.parse(step.timestamp) - startedAtMs) * US_PER_MS - durationUs;
  return startUs >= 0 ? startUs : undefined;
}
