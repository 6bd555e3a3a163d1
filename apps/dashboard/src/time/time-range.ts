/** What the address says of the time: a length that ends now, or two moments as ISO 8601. */
export interface TimeSearch {
  readonly range?: RelativeRange;
  readonly since?: string;
  readonly until?: string;
}

export type RelativeRange = "15m" | "1h" | "6h" | "24h" | "7d" | "30d" | "90d" | "12mo";

/** A time, open where an end is absent. */
export interface TimeRange {
  readonly from?: Date;
  readonly to?: Date;
}

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;

/** The lengths to choose from, the shortest first. */
export const relativeRanges: readonly {
  readonly range: RelativeRange;
  readonly label: string;
  readonly lengthMs: number;
}[] = [
  { range: "15m", label: "Last 15 minutes", lengthMs: 15 * MINUTE_MS },
  { range: "1h", label: "Last hour", lengthMs: HOUR_MS },
  { range: "6h", label: "Last 6 hours", lengthMs: 6 * HOUR_MS },
  { range: "24h", label: "Last 24 hours", lengthMs: DAY_MS },
  { range: "7d", label: "Last 7 days", lengthMs: 7 * DAY_MS },
  { range: "30d", label: "Last 30 days", lengthMs: 30 * DAY_MS },
  { range: "90d", label: "Last 90 days", lengthMs: 90 * DAY_MS },
  { range: "12mo", label: "Last 12 months", lengthMs: 365 * DAY_MS },
];

/** Where the address says nothing. */
export const DEFAULT_RANGE: RelativeRange = "7d";

/** Reads what an address says; what is no range or no moment is as if it were not there. */
export function readTimeSearch(search: Readonly<Record<string, unknown>>): TimeSearch {
  const since = readMoment(search["since"]);
  const until = readMoment(search["until"]);
  if (since !== undefined || until !== undefined)
    return { ...(since !== undefined && { since }), ...(until !== undefined && { until }) };
  const known = relativeRanges.find(({ range }) => range === search["range"]);
  return known === undefined ? {} : { range: known.range };
}

function readMoment(value: unknown): string | undefined {
  // What is no date, though JavaScript would make one of it, is none: "12" is not the year 2001.
  if (typeof value !== "string" || !/^\d{4}-\d\d-\d\d/.test(value)) return undefined;
  const time = new Date(value).getTime();
  return Number.isNaN(time) ? undefined : new Date(time).toISOString();
}

/** The moments that are meant now. */
export function resolveRange(search: TimeSearch, now: Date): TimeRange {
  if (search.since !== undefined || search.until !== undefined) {
    return {
      ...(search.since !== undefined && { from: new Date(search.since) }),
      ...(search.until !== undefined && { to: new Date(search.until) }),
    };
  }
  return { from: new Date(now.getTime() - lengthOf(search.range ?? DEFAULT_RANGE)) };
}

/** Whether the range moves on with the clock. */
export function isMoving(search: TimeSearch): boolean {
  return search.until === undefined;
}

/** Milliseconds. */
function lengthOf(range: RelativeRange): number {
  return relativeRanges.find((known) => known.range === range)?.lengthMs ?? 0;
}

/** The buckets in which counts over such a time are asked for: hours up to a week, days up to a quarter, else weeks. */
export function bucketOf({ from, to }: TimeRange, now: Date): "hour" | "day" | "week" {
  const length = (to ?? now).getTime() - (from?.getTime() ?? 0);
  if (length <= 8 * DAY_MS) return "hour";
  return length <= 100 * DAY_MS ? "day" : "week";
}
