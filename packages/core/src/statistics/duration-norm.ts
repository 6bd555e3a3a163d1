import { median } from "./median.js";

const MICROS_PER_MS = 1000;
/** Makes the MAD of a normal distribution its standard deviation. */
const CONSISTENCY = 0.6745;
/** What Iglewicz and Hoaglin advise, where there are many samples. */
const THRESHOLD = 3.5;
/** How much the MAD of a normal sample says, against its standard deviation. */
const MAD_EFFICIENCY = 0.37;
/** What differs by less is the grain of the clock, or a pause of the machine. */
const LEAST_DIFFERENCE_US = 5 * MICROS_PER_MS;
/** Runs that take nearly the same time each, as sleeps do, have a MAD of nearly 0: the next one would be an alarm for nothing. */
const LEAST_MAD = 0.05;

/** Fewer runs say nothing of what is usual. */
export const MIN_SAMPLES = 20;

/** What durations usually are: how long, and how much they differ. */
export interface DurationNorm {
  readonly samples: number;
  /** Microseconds. */
  readonly medianUs: number;
  /**
   * The median absolute deviation from the median, of the durations' natural logarithms: 0.1 is some 10 percent; 0.05 at
   * least.
   */
  readonly mad: number;
}

/** How far a duration is from what is usual, and what that is. */
export interface DurationEvidence extends DurationNorm {
  /** The duration that was judged, in microseconds. */
  readonly valueUs: number;
  /** 0.6745 (ln value - ln median) / MAD: below 0 where it was shorter than usual. */
  readonly score: number;
  /** The score, of either sign, from which on a duration is out of the normal. */
  readonly threshold: number;
  /** The durations whose scores are within the threshold, in microseconds. */
  readonly usualUs: { readonly from: number; readonly to: number };
  /** The samples without which nothing is judged: 20. */
  readonly minSamples: number;
}

/**
 * The norm of durations in microseconds; `undefined` of none. Of their logarithms, for durations are skewed: a run takes
 * twice as long as usual more easily than no time at all, and by a plain MAD one log-normal run in fifty would be an alarm.
 */
export function durationNorm(durationsUs: readonly number[]): DurationNorm | undefined {
  const medianUs = median(durationsUs);
  if (medianUs === undefined) return undefined;
  const center = logOf(medianUs);
  const mad = median(durationsUs.map((durationUs) => Math.abs(logOf(durationUs) - center))) ?? 0;
  return { samples: durationsUs.length, medianUs, mad: Math.max(mad, LEAST_MAD) };
}

/**
 * Judges a duration by a norm, with the modified z-score.
 *
 * @param judgements how many durations of one run are judged; the more, the more has to be out of the normal in each
 * @see Iglewicz and Hoaglin, How to Detect and Handle Outliers, 1993: the modified z-score, and 3.5
 */
export function judgeDuration(valueUs: number, norm: DurationNorm, judgements = 1): DurationEvidence {
  const { samples, medianUs, mad } = norm;
  const center = logOf(medianUs);
  const threshold = scoreThreshold(samples, judgements);
  const reach = (threshold * mad) / CONSISTENCY;
  return {
    ...norm,
    valueUs,
    score: (CONSISTENCY * (logOf(valueUs) - center)) / mad,
    threshold,
    usualUs: {
      from: Math.max(0, Math.min(durationOf(center - reach), medianUs - LEAST_DIFFERENCE_US)),
      to: Math.max(durationOf(center + reach), medianUs + LEAST_DIFFERENCE_US),
    },
    minSamples: MIN_SAMPLES,
  };
}

/** Whether a judged duration is out of the normal: "slow", "fast", or `undefined`. Never by fewer than 20 samples. */
export function verdictOf(evidence: DurationEvidence): "slow" | "fast" | undefined {
  const { valueUs, usualUs, samples, minSamples } = evidence;
  if (samples < minSamples) return undefined;
  if (valueUs > usualUs.to) return "slow";
  return valueUs < usualUs.from ? "fast" : undefined;
}

/**
 * The score that as few normal runs reach as reach 3.5 where samples are many: one in two thousand. By few samples the
 * score has the tails of Student's t, with as many degrees of freedom as the MAD of that many is worth; of several
 * judgements each gets its share of the alarms, as Bonferroni has it.
 *
 * @see Wallace, Bounds on normal approximations to Student's and the chi-square distributions, 1959
 */
export function scoreThreshold(samples: number, judgements: number): number {
  const freedom = Math.max(1, MAD_EFFICIENCY * (samples - 1));
  const normal = THRESHOLD ** 2 + 2 * Math.log(Math.max(1, judgements));
  return Math.sqrt(freedom * Math.expm1(normal / freedom));
}

/** Also of no time at all: a millisecond more or less is nothing. */
function logOf(durationUs: number): number {
  return Math.log(durationUs + MICROS_PER_MS);
}

function durationOf(log: number): number {
  return Math.exp(log) - MICROS_PER_MS;
}
