const MICROS_PER_SECOND = 1_000_000;
const MS_PER_SECOND = 1000;

/** The second that was written last, for the times of a trace lie close together, and writing out a date takes its time. */
let lastSecond = 0;
let lastText = "1970-01-01T00:00:00.";

/** `2025-11-16T12:00:00.123456Z` for a time in whole microseconds since 1970. */
export function formatTimestamp(epochUs: number): string {
  const second = Math.floor(epochUs / MICROS_PER_SECOND);
  return `${secondText(second)}${String(epochUs - second * MICROS_PER_SECOND).padStart(6, "0")}Z`;
}

/** As {@link formatTimestamp}, of a Date; not by way of microseconds, which are no safe integers after the year 2255. */
export function formatDate(date: Date): string {
  const ms = date.getTime();
  const second = Math.floor(ms / MS_PER_SECOND);
  return `${secondText(second)}${String(ms - second * MS_PER_SECOND).padStart(3, "0")}000Z`;
}

/** @throws {RangeError} for what is no time */
function secondText(second: number): string {
  if (second !== lastSecond) {
    lastText = new Date(second * MS_PER_SECOND).toISOString().slice(0, -"000Z".length);
    lastSecond = second;
  }
  return lastText;
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
