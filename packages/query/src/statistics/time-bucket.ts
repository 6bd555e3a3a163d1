import { InvalidArgumentError, type Period, periodStart } from "@steptrace/core";

/** A length of time that figures are given by, in UTC; a week begins on Monday. */
export type TimeBucket = "hour" | "day" | "week" | "month";

const BUCKETS: readonly TimeBucket[] = ["hour", "day", "week", "month"];
const DAY_MS = 86_400_000;
/** 1970-01-05, a Monday. */
const FIRST_MONDAY_MS = 4 * DAY_MS;

/** @throws {InvalidArgumentError} for any other text */
export function requireBucket(bucket: unknown): TimeBucket {
  if (BUCKETS.includes(bucket as TimeBucket)) return bucket as TimeBucket;
  throw new InvalidArgumentError("bucket", "hour, day, week or month", bucket);
}

/** The longest period of which each lies in one bucket. */
export function periodOfBucket(bucket: TimeBucket): Period {
  return bucket === "week" ? "day" : bucket;
}

/** The beginning of the bucket that a moment lies in, both in milliseconds since 1970. */
export function bucketStart(bucket: TimeBucket, ms: number): number {
  if (bucket !== "week") return periodStart(bucket, ms);
  const days = Math.floor((ms - FIRST_MONDAY_MS) / DAY_MS);
  return FIRST_MONDAY_MS + Math.floor(days / 7) * 7 * DAY_MS;
}
