import { bucketOf, countedDuration, valueOfBucket } from "./duration-buckets.js";

/** How a trace or a step ended, as far as it is counted. */
export type Outcome = "success" | "failed" | "timeout";

/**
 * A tally as it is stored: how many there were, failures (timeouts among them), timeouts; of the durations the sum, the least and the greatest (null
 * without any), and the buckets that hold some, in their order, with how many each holds.
 */
export type EncodedTally = readonly [
  count: number,
  failures: number,
  timeouts: number,
  sum: number,
  min: number | null,
  max: number | null,
  buckets: readonly number[],
  sizes: readonly number[],
];

/**
 * Counts of traces or steps, with a histogram of their durations: percentiles are within 1 % of the exact ones. What was
 * counted apart and added is what would have been counted together, in any order.
 *
 * @see Masson, Rim, Lee: DDSketch: A Fast and Fully-Mergeable Quantile Sketch with Relative-Error Guarantees, VLDB 2019
 */
export class Tally {
  count = 0;
  failures = 0;
  timeouts = 0;
  /** Of the durations. */
  sum = 0;
  /** How many have a duration. */
  timed = 0;
  #min = Number.POSITIVE_INFINITY;
  #max = 0;
  /** By bucket, with holes: in the order of the buckets, and so never to be sorted. */
  readonly #sizes: number[] = [];

  /** @param encoded as `encode` gives it, or PostgreSQL */
  static decode(encoded: EncodedTally): Tally {
    const tally = new Tally();
    tally.addEncoded(encoded);
    return tally;
  }

  /** The shortest duration; absent without any. */
  get min(): number | undefined {
    return this.timed === 0 ? undefined : this.#min;
  }

  /** The longest duration; absent without any. */
  get max(): number | undefined {
    return this.timed === 0 ? undefined : this.#max;
  }

  /** The mean duration; absent without any. */
  get mean(): number | undefined {
    return this.timed === 0 ? undefined : this.sum / this.timed;
  }

  /** @param duration absent where it is not known */
  add(outcome: Outcome, duration: number | null): void {
    this.count += 1;
    if (outcome !== "success") this.failures += 1;
    if (outcome === "timeout") this.timeouts += 1;
    if (duration === null) return;
    const counted = countedDuration(duration);
    this.timed += 1;
    this.sum += counted;
    if (counted < this.#min) this.#min = counted;
    if (counted > this.#max) this.#max = counted;
    this.#fill(bucketOf(counted), 1);
  }

  /** Adds what was counted elsewhere. */
  addEncoded([count, failures, timeouts, sum, min, max, buckets, sizes]: EncodedTally): void {
    this.count += count;
    this.failures += failures;
    this.timeouts += timeouts;
    this.sum += sum;
    if (min !== null && min < this.#min) this.#min = min;
    if (max !== null && max > this.#max) this.#max = max;
    for (let index = 0; index < buckets.length; index += 1) {
      const bucket = buckets[index] as number;
      const size = sizes[index] as number;
      this.timed += size;
      this.#fill(bucket, size);
    }
  }

  /**
   * The nearest-rank percentiles of the durations, each within 1 % of the exact one; none without durations.
   *
   * @param percents above 0, at most 100; ascending
   */
  percentiles(percents: readonly number[]): readonly number[] {
    const histogram = this.histogram();
    let index = -1;
    let below = 0;
    return this.timed === 0
      ? []
      : percents.map((percent) => {
          // Multiplied first: 7 / 100 * 100 is more than 7.
          const rank = Math.max(1, Math.ceil((percent * this.timed) / 100));
          while (below < rank) {
            index += 1;
            below += histogram[index]?.[1] ?? 0;
          }
          const value = valueOfBucket(histogram[index]?.[0] ?? 0);
          return Math.min(this.#max, Math.max(this.#min, value));
        });
  }

  /** The buckets that hold durations, in their order, with how many each holds. */
  histogram(): readonly (readonly [bucket: number, size: number])[] {
    const filled: (readonly [number, number])[] = [];
    this.#sizes.forEach((size, bucket) => void filled.push([bucket, size]));
    return filled;
  }

  encode(): EncodedTally {
    const histogram = this.histogram();
    const { count, failures, timeouts, sum, min = null, max = null } = this;
    return [
      count,
      failures,
      timeouts,
      sum,
      min,
      max,
      histogram.map(([bucket]) => bucket),
      histogram.map(([, size]) => size),
    ];
  }

  #fill(bucket: number, size: number): void {
    this.#sizes[bucket] = (this.#sizes[bucket] ?? 0) + size;
  }
}
