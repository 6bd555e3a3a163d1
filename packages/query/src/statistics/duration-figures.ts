import type { Tally } from "@steptrace/core";

/** How often something ended how. */
export interface OutcomeFigures {
  readonly count: number;
  /** Those that failed or timed out. */
  readonly failures: number;
  /** The share of failures, from 0 to 1. */
  readonly failureRate: number;
}

/**
 * How long something took, in milliseconds; each absent where nothing has a duration. A percentile is the nearest rank's, within
 * 1 % of the exact one; all others are exact.
 */
export interface DurationFigures {
  readonly p50Ms?: number;
  readonly p90Ms?: number;
  readonly p95Ms?: number;
  readonly p99Ms?: number;
  readonly minMs?: number;
  readonly maxMs?: number;
  readonly meanMs?: number;
}

export function outcomeFigures({ count, failures }: Tally): OutcomeFigures {
  return { count, failures, failureRate: count === 0 ? 0 : failures / count };
}

/** @param unitsPerMs of the durations that were counted */
export function durationFigures(tally: Tally, unitsPerMs = 1): DurationFigures {
  const { min, max, mean } = tally;
  if (min === undefined || max === undefined || mean === undefined) return {};
  const [p50 = 0, p90 = 0, p95 = 0, p99 = 0] = tally.percentiles([50, 90, 95, 99]);
  return {
    p50Ms: p50 / unitsPerMs,
    p90Ms: p90 / unitsPerMs,
    p95Ms: p95 / unitsPerMs,
    p99Ms: p99 / unitsPerMs,
    minMs: min / unitsPerMs,
    maxMs: max / unitsPerMs,
    meanMs: mean / unitsPerMs,
  };
}
