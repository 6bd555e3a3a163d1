import type { Step } from "./step.js";

const MICROS_PER_MS = 1000;
/** The largest value of PostgreSQL's INTEGER, the type of `total_duration_ms`: 24.8 days. */
const MAX_INTEGER = 2_147_483_647;

/** Whole milliseconds of a duration in microseconds. */
export function toMilliseconds(durationUs: number): number {
  return Math.round(durationUs / MICROS_PER_MS);
}

/**
 * What the steps of a trace come to: the rounded sum of the top-level steps (nested ones lie within them), in
 * milliseconds, capped at what the column holds.
 */
export function totalDurationMs(steps: readonly Step[]): number {
  let totalUs = 0;
  for (const step of steps) {
    if (step.parentId === undefined) totalUs += step.durationUs ?? step.durationMs * MICROS_PER_MS;
  }
  return capMilliseconds(toMilliseconds(totalUs));
}

/**
 * The time from a trace's start to its end, in milliseconds: what somebody waited for it. `undefined` while it runs. Not
 * its `totalDurationMs`, to which work outside of steps adds nothing, and steps that run side by side all that they took.
 */
export function elapsedMs({
  startedAt,
  completedAt,
}: {
  readonly startedAt: Date;
  readonly completedAt?: Date;
}): number | undefined {
  return completedAt && Math.max(0, completedAt.getTime() - startedAt.getTime());
}

/** Milliseconds as the column holds them: whole, and capped. */
export function capMilliseconds(durationMs: number): number {
  return Math.min(Math.round(durationMs), MAX_INTEGER);
}
