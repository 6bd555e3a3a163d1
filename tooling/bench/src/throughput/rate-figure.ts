import { percentile } from "@steptrace/core";
import type { Figure } from "../report.js";

/** Traces a second, of one round. */
export interface Rates {
  readonly ours: number;
  readonly theirs: number;
}

/**
 * How fast ours is to what stands beside it: the median of the rounds' ratios, with a lower bound.
 *
 * @param atLeast absent where nothing is demanded
 */
export function rateFigure(what: string, rounds: readonly Rates[], atLeast?: number): Figure {
  const median = (of: (round: Rates) => number): number => percentile(rounds.map(of), 50) ?? Number.NaN;
  const ratio = median(({ ours, theirs }) => ours / theirs);
  return {
    what,
    ours: `${Math.round(median(({ ours }) => ours))}/s`,
    theirs: `${Math.round(median(({ theirs }) => theirs))}/s`,
    measured: `${ratio.toFixed(2)}x`,
    ...(atLeast === undefined
      ? { target: "" }
      : { target: `at least ${atLeast.toFixed(2)}x`, isMet: ratio >= atLeast }),
  };
}
