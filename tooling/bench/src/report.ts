import { percentile } from "@steptrace/core";
import { alignColumns } from "./align-columns.js";

/** A figure with what it has to be. */
export interface Figure {
  readonly what: string;
  readonly ours: string;
  readonly theirs: string;
  readonly measured: string;
  /** Empty where there is none. */
  readonly target: string;
  /** Absent where there is no target. */
  readonly isMet?: boolean;
}

/** Prints the figures as lines of one table. */
export function report(title: string, figures: readonly Figure[]): void {
  const header = [title, "steptrace", "beside it", "measured", "target", ""];
  const rows = figures.map(({ what, ours, theirs, measured, target, isMet }) => [
    what,
    ours,
    theirs,
    measured,
    target,
    isMet === undefined ? "" : isMet ? "met" : "MISSED",
  ]);
  for (const line of alignColumns([header, ...rows])) console.log(line);
}

/** A figure that is a ratio, with an upper bound. */
export function ratioFigure(
  what: string,
  { oursUs, theirsUs, ratio }: { readonly oursUs: number; readonly theirsUs: number; readonly ratio: number },
  atMost: number,
): Figure {
  return {
    what,
    ours: microseconds(oursUs),
    theirs: microseconds(theirsUs),
    measured: `${ratio.toFixed(2)}x`,
    target: `at most ${atMost.toFixed(2)}x`,
    isMet: ratio <= atMost,
  };
}

/** How long something took, in microseconds each time, with an upper bound of the 95th percentile. */
export function latencyFigure(what: string, timesUs: readonly number[], maxP95Us: number): Figure {
  const at = (percent: number): number => percentile(timesUs, percent) ?? Number.NaN;
  return {
    what,
    ours: `P50 ${microseconds(at(50))}`,
    theirs: "",
    measured: `P95 ${microseconds(at(95))}`,
    target: `under ${microseconds(maxP95Us)}`,
    isMet: at(95) < maxP95Us,
  };
}

/** Microseconds, or milliseconds where they are many. */
export function microseconds(value: number): string {
  return value < 1000 ? `${value.toFixed(value < 10 ? 3 : 1)} us` : `${(value / 1000).toFixed(2)} ms`;
}
