import { nextPeriodStart, type Period, periodStart } from "./period.js";

/** From a moment to before another, in milliseconds since 1970. */
export interface MomentRange {
  readonly from: number;
  readonly to: number;
}

/** Statistics of one length that a range takes. */
export interface TakenPeriods extends MomentRange {
  readonly period: Period;
  /** Whether it takes those which a longer period holds as well; else those alone which no longer one holds. */
  readonly isHeld: boolean;
}

/** What of a range stands in statistics, and what has to be counted from traces themselves. */
export interface CoveredRange {
  /** Of `inner`, each moment in one of them, and in no two. */
  readonly periods: readonly TakenPeriods[];
  /** The part for which periods are taken; empty (`from` is `to`) where it has none. */
  readonly inner: MomentRange;
  /** Whole hours at its ends: of days that it does not take in whole, where days are taken; else all of it. */
  readonly edges: readonly MomentRange[];
  /** The parts of hours at its ends. */
  readonly parts: readonly MomentRange[];
}

/**
 * Parts a range into the longest periods that fit into it: months, at their sides days, at theirs hours, and at the ends
 * parts of hours. Of every length, what no longer period holds is taken from all over the inner range.
 *
 * @param longest no longer periods are taken, for they could not be told apart
 */
export function coverRange({ from, to }: MomentRange, longest: Period): CoveredRange {
  const whole = wholePeriods("hour", { from, to });
  const parts = isEmpty(whole)
    ? [{ from, to }]
    : [
        { from, to: whole.from },
        { from: whole.to, to },
      ];
  const inner = longest === "hour" ? NONE : wholePeriods("day", whole);
  const months = longest === "month" ? wholePeriods("month", inner) : NONE;
  const periods: readonly TakenPeriods[] = [
    { ...inner, period: "hour", isHeld: false },
    { ...inner, period: "day", isHeld: false },
    ...around(inner, months).map((side) => ({ ...side, period: "day" as const, isHeld: true })),
    { ...months, period: "month", isHeld: false },
  ];
  return {
    periods: periods.filter(isFilled),
    inner: isEmpty(inner) ? NONE : inner,
    edges: around(whole, inner).filter(isFilled),
    parts: parts.filter(isFilled),
  };
}

const NONE: MomentRange = { from: 0, to: 0 };

/** What of a range is not in its inner part. */
function around(range: MomentRange, inner: MomentRange): readonly MomentRange[] {
  if (isEmpty(inner)) return [range];
  return [
    { from: range.from, to: inner.from },
    { from: inner.to, to: range.to },
  ];
}

function isFilled(range: MomentRange): boolean {
  return !isEmpty(range);
}

function wholePeriods(period: Period, { from, to }: MomentRange): MomentRange {
  return { from: nextPeriodStart(period, from), to: periodStart(period, to) };
}

function isEmpty({ from, to }: MomentRange): boolean {
  return from >= to;
}
