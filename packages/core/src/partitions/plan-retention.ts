import { InvalidArgumentError } from "../errors/invalid-argument-error.js";
import { addMonths, isOneMonth, monthOf, monthRange, type TimeRange } from "./month.js";

/** A hundred years. */
const MOST_MONTHS = 1200;

/** How long traces are kept. */
export interface RetentionRule {
  /** Whole months before the current one that stay, from 1 on. @default everything stays */
  readonly keepMonths?: number | undefined;
  /** The same for failures (status failed or timeout), not less than `keepMonths`. @default `keepMonths` */
  readonly keepFailureMonths?: number | undefined;
}

/** A partition, as far as its keeping depends on it. */
export interface DatedPartition {
  /** What it holds; absent for a default partition. */
  readonly range?: TimeRange | undefined;
}

/**
 * What becomes of a partition: it stays whole; its failures stay; it goes; or it is past the keeping, and left alone, for
 * it is not the partition of one month.
 */
export type PartitionFate = "kept" | "reduced" | "dropped" | "refused";

/** What is to be done with a partition. */
export interface PlannedPartition<P extends DatedPartition> {
  readonly partition: P;
  readonly fate: PartitionFate;
  /** Why it is refused; absent otherwise. */
  readonly reason?: string;
}

/**
 * Checks how long traces are to be kept.
 *
 * @throws {InvalidArgumentError} unless both are whole numbers from 1 to 1,200, the second not below the first
 */
export function requireRetention(rule: RetentionRule): RetentionRule {
  const { keepMonths, keepFailureMonths } = rule;
  const expected = `a whole number from 1 to ${MOST_MONTHS}`;
  if (keepMonths !== undefined && !isCount(keepMonths)) {
    throw new InvalidArgumentError("keepMonths", expected, keepMonths);
  }
  if (keepFailureMonths === undefined) return rule;
  if (!isCount(keepFailureMonths)) {
    throw new InvalidArgumentError("keepFailureMonths", expected, keepFailureMonths);
  }
  if (keepMonths === undefined || keepFailureMonths < keepMonths) {
    const limit =
      keepMonths === undefined ? "keepMonths beside it" : `no less than keepMonths (${keepMonths})`;
    throw new InvalidArgumentError("keepFailureMonths", limit, keepFailureMonths);
  }
  return rule;
}

/**
 * What becomes of each partition. A month goes when all of it is past the keeping, in UTC: the month that lies
 * `keepMonths` before the current one stays, for it holds the oldest day that is kept. Nothing goes that holds the
 * current month or the future.
 */
export function planRetention<P extends DatedPartition>(
  partitions: readonly P[],
  rule: RetentionRule,
  now: Date,
): readonly PlannedPartition<P>[] {
  const { keepMonths, keepFailureMonths = keepMonths } = requireRetention(rule);
  if (keepMonths === undefined || keepFailureMonths === undefined) {
    return partitions.map((partition) => ({ partition, fate: "kept" }));
  }
  const keptFrom = beginningOf(now, keepMonths);
  const failuresKeptFrom = beginningOf(now, keepFailureMonths);
  return partitions.map((partition) => {
    const { range } = partition;
    if (range === undefined) {
      return { partition, fate: "refused", reason: "it is a default partition, and holds rows of any month" };
    }
    if (range.from >= keptFrom) return { partition, fate: "kept" };
    if (!isOneMonth(range)) {
      const reason = `it is not the partition of one month: it holds ${range.from} to ${range.to}`;
      return { partition, fate: "refused", reason };
    }
    return { partition, fate: range.to <= failuresKeptFrom ? "dropped" : "reduced" };
  });
}

function isCount(value: unknown): boolean {
  return Number.isSafeInteger(value) && (value as number) >= 1 && (value as number) <= MOST_MONTHS;
}

function beginningOf(now: Date, monthsBefore: number): string {
  return monthRange(addMonths(monthOf(now), -monthsBefore)).from;
}
