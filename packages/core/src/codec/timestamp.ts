const MICROS_PER_MS = 1000;

/** `2025-11-16T12:00:00.123456Z` for a time in whole microseconds since 1970. */
export function formatTimestamp(epochUs: number): string {
  const ms = Math.floor(epochUs / MICROS_PER_MS);
  const micros = epochUs - ms * MICROS_PER_MS;
  return `${new Date(ms).toISOString().slice(0, -1)}${String(micros).padStart(3, "0")}Z`;
}

/** As {@link formatTimestamp}, of a Date; not by way of microseconds, which are no safe integers after the year 2255. */
export function formatDate(date: Date): string {
  return `${date.toISOString().slice(0, -1)}000Z`;
}

const ZONE = /(?:Z|[+-]\d{2}(?::?\d{2})?)$/i;

/** A stored timestamp, which is UTC and says no zone, with the Z that it means; one that says its zone stays as it is. */
export function withZone(timestamp: string): string {
  return ZONE.test(timestamp.slice(10)) ? timestamp : `${timestamp}Z`;
}

/** A timestamp as it stands at rest: UTC, and no zone said. */
export function withoutZone(timestamp: string): string {
  return timestamp.endsWith("Z") ? timestamp.slice(0, -1) : timestamp;
}
