const MONTHS_PER_YEAR = 12;
/** The last year with four digits: what follows it would come before it in the order of text. */
const LAST_YEAR = 9999;
const FIRST_OF_MONTH = /^(\d{4})-(\d{2})-01 00:00:00$/;

/** A month of the calendar, in UTC; `month` counts from 1. */
export interface Month {
  readonly year: number;
  readonly month: number;
}

/**
 * From the first moment of a range to the first one after it, as `2025-11-01 00:00:00` (UTC, no zone), or `infinity`.
 * Their order as text is their order in time.
 */
export interface TimeRange {
  readonly from: string;
  readonly to: string;
}

/** The month that a moment lies in. */
export function monthOf(date: Date): Month {
  return { year: date.getUTCFullYear(), month: date.getUTCMonth() + 1 };
}

/** The month `count` months later (earlier, if negative). */
export function addMonths(month: Month, count: number): Month {
  const index = month.year * MONTHS_PER_YEAR + (month.month - 1) + count;
  return {
    year: Math.floor(index / MONTHS_PER_YEAR),
    month: (((index % MONTHS_PER_YEAR) + MONTHS_PER_YEAR) % MONTHS_PER_YEAR) + 1,
  };
}

/** The month of a moment and the `ahead` months after it. */
export function monthsAhead(now: Date, ahead: number): readonly Month[] {
  return Array.from({ length: ahead + 1 }, (_, index) => addMonths(monthOf(now), index));
}

/** What a partition of that month holds. */
export function monthRange(month: Month): TimeRange {
  return { from: firstMoment(month), to: firstMoment(addMonths(month, 1)) };
}

/** Whether a range is that of one month, no more and no less. */
export function isOneMonth({ from, to }: TimeRange): boolean {
  const [, year, month] = FIRST_OF_MONTH.exec(from) ?? [];
  return year !== undefined && to === monthRange({ year: Number(year), month: Number(month) }).to;
}

/** A partition's name, as the specification forms it: `execution_traces_2025_11`. */
export function partitionName(table: string, month: Month): string {
  return `${table}_${digits(month.year, 4)}_${digits(month.month, 2)}`;
}

/**
 * The months of `wanted` that no existing range covers whole. A month that a range covers in part counts as missing:
 * the attempt to make it then fails loudly, in place of an insert later.
 */
export function missingMonths(wanted: readonly Month[], existing: readonly TimeRange[]): readonly Month[] {
  return wanted.filter((month) => {
    const { from, to } = monthRange(month);
    return !existing.some((range) => range.from <= from && to <= range.to);
  });
}

function firstMoment(month: Month): string {
  if (month.year > LAST_YEAR) return "infinity";
  return `${digits(month.year, 4)}-${digits(month.month, 2)}-01 00:00:00`;
}

function digits(value: number, count: number): string {
  return String(value).padStart(count, "0");
}
