/** How far a figure read from a histogram may be from the exact one, as a share of it. */
const RELATIVE_ACCURACY = 0.01;

const GAMMA = (1 + RELATIVE_ACCURACY) / (1 - RELATIVE_ACCURACY);

/** The longest duration that is told from longer ones: as many milliseconds as INTEGER holds, in microseconds. */
export const MOST_DURATION = 2_147_483_647_000;

/**
 * The smallest whole number of each bucket, from the first on: bucket k holds the numbers from the k-th of these to below the
 * next; bucket 0 holds nothing but 0. No number of a bucket is more than gamma times another one of it, so that the one in
 * between is within 1 % of both. They are whole numbers, and the same in every language: PostgreSQL's `width_bucket`, given
 * them, finds the same bucket.
 *
 * @see Masson, Rim, Lee: DDSketch, VLDB 2019, for buckets that grow by a factor, and what they promise
 */
export const BUCKET_STARTS: readonly number[] = bucketStarts();

const STARTS = Float64Array.from(BUCKET_STARTS);

function bucketStarts(): readonly number[] {
  const starts: number[] = [];
  for (let start = 1; start <= MOST_DURATION; start = Math.floor(start * GAMMA) + 1) starts.push(start);
  return starts;
}

/** A duration as it is counted: a whole number from 0 to the longest one. */
export function countedDuration(duration: number): number {
  return Math.min(MOST_DURATION, Math.max(0, Math.round(duration)));
}

/** The bucket of a counted duration. */
export function bucketOf(duration: number): number {
  let low = 0;
  let high = STARTS.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((STARTS[middle] as number) <= duration) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** The number that is within 1 % of each one of a bucket. */
export function valueOfBucket(bucket: number): number {
  if (bucket === 0) return 0;
  const { first, last } = rangeOfBucket(bucket);
  return first === last ? first : (2 * first * last) / (first + last);
}

/** The least and the greatest number of a bucket. */
export function rangeOfBucket(bucket: number): { readonly first: number; readonly last: number } {
  const first = BUCKET_STARTS[bucket - 1] ?? 0;
  return { first, last: (BUCKET_STARTS[bucket] ?? (bucket === 0 ? 1 : MOST_DURATION + 1)) - 1 };
}
