import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  BUCKET_STARTS,
  bucketOf,
  countedDuration,
  MOST_DURATION,
  rangeOfBucket,
  valueOfBucket,
} from "./duration-buckets.js";

const duration = fc.oneof(fc.integer({ min: 0, max: 2000 }), fc.integer({ min: 0, max: MOST_DURATION }));

describe("the buckets of durations", () => {
  it("are few, and begin at whole numbers that PostgreSQL's double precision holds exactly", () => {
    expect(BUCKET_STARTS.length).toBeLessThan(1400);
    expect(BUCKET_STARTS.every(Number.isSafeInteger)).toBe(true);
    expect(bucketOf(MOST_DURATION)).toBe(BUCKET_STARTS.length);
  });

  it("hold each number in one of them, of which the value is within 1 %", () => {
    fc.assert(
      fc.property(duration, (value) => {
        const bucket = bucketOf(value);
        const { first, last } = rangeOfBucket(bucket);
        expect(first <= value && value <= last).toBe(true);
        expect(Math.abs(valueOfBucket(bucket) - value)).toBeLessThanOrEqual(value * 0.01 + Number.EPSILON);
      }),
    );
  });

  it("follow each other without a gap", () => {
    for (let bucket = 1; bucket <= BUCKET_STARTS.length; bucket += 1) {
      expect(rangeOfBucket(bucket).first).toBe(rangeOfBucket(bucket - 1).last + 1);
    }
    expect(rangeOfBucket(0)).toEqual({ first: 0, last: 0 });
  });

  it.each([
    [-5, 0],
    [0.4, 0],
    [1.5, 2],
    [Number.POSITIVE_INFINITY, MOST_DURATION],
  ])("take %d for %d", (given, counted) => {
    expect(countedDuration(given)).toBe(counted);
  });
});
