/** What statistics are kept by, in UTC; from the shortest on. */
export const PERIODS = ["hour", "day", "month"] as const;

/** A length of time that statistics are kept by, in UTC. */
export type Period = (typeof PERIODS)[number];

const HOUR_MS = 3_600_000;
const DAY_MS = 86_400_000;

/** The beginning of the period that a moment lies in; in milliseconds since 1970. */
export function periodStart(period: Period, ms: number): number {
  if (period === "hour") return Math.floor(ms / HOUR_MS) * HOUR_MS;
  if (period === "day") return Math.floor(ms / DAY_MS) * DAY_MS;
  return new Date(ms).setUTCHours(0, 0, 0, 0) - (new Date(ms).getUTCDate() - 1) * DAY_MS;
}

/** The beginning of the first period that does not begin before a moment. */
export function nextPeriodStart(period: Period, ms: number): number {
  const start = periodStart(period, ms);
  if (start === ms) return ms;
  if (period === "hour") return start + HOUR_MS;
  if (period === "day") return start + DAY_MS;
  return new Date(start).setUTCMonth(new Date(start).getUTCMonth() + 1);
}
