const US_PER_MS = 1000;
const US_PER_SECOND = 1_000_000;
const SECONDS_PER_MINUTE = 60;
const MINUTES_PER_HOUR = 60;
const HOURS_PER_DAY = 24;

/** Microseconds in the two largest units that say something: `850 µs`, `75 ms`, `1.24 s`, `2 m 05 s`, `3 h 07 m`, `2 d 04 h`. */
export function formatDuration(durationUs: number): string {
  if (durationUs < 0) return `−${formatDuration(-durationUs)}`;
  const us = Math.round(durationUs);
  if (us < US_PER_MS) return `${us} µs`;
  const ms = Math.round(durationUs / US_PER_MS);
  if (ms < US_PER_MS) return `${ms} ms`;
  const hundredths = Math.round(durationUs / (US_PER_SECOND / 100));
  if (hundredths < 1000) return `${(hundredths / 100).toFixed(2)} s`;
  const tenths = Math.round(durationUs / (US_PER_SECOND / 10));
  if (tenths < SECONDS_PER_MINUTE * 10) return `${(tenths / 10).toFixed(1)} s`;
  return formatLong(Math.round(durationUs / US_PER_SECOND));
}

/** As {@link formatDuration}, of whole milliseconds, where 0 is what was rounded to it; a dash where nothing is known. */
export function formatMilliseconds(durationMs: number | undefined): string {
  if (durationMs === undefined) return "–";
  return durationMs >= 0 && durationMs < 1 ? "<1 ms" : formatDuration(durationMs * US_PER_MS);
}

function formatLong(seconds: number): string {
  const minutes = Math.floor(seconds / SECONDS_PER_MINUTE);
  if (minutes < MINUTES_PER_HOUR) return pair(minutes, "m", seconds % SECONDS_PER_MINUTE, "s");
  const hours = Math.floor(minutes / MINUTES_PER_HOUR);
  if (hours < HOURS_PER_DAY) return pair(hours, "h", minutes % MINUTES_PER_HOUR, "m");
  return pair(Math.floor(hours / HOURS_PER_DAY), "d", hours % HOURS_PER_DAY, "h");
}

function pair(large: number, largeUnit: string, small: number, smallUnit: string): string {
  return `${large} ${largeUnit} ${String(small).padStart(2, "0")} ${smallUnit}`;
}

const UNITS_MS: Readonly<Record<string, number>> = {
  ms: 1,
  s: 1000,
  m: 60_000,
  min: 60_000,
  h: 3_600_000,
  d: 86_400_000,
};

/** What somebody types for a duration, in milliseconds: `250`, `250ms`, `1.5 s`, `2m 30s`; absent where it is none. */
export function parseDuration(typed: string): number | undefined {
  const text = typed.trim().toLowerCase();
  if (!/^(\d+([.,]\d+)?\s*(ms|s|min|m|h|d)?\s*)+$/.test(text)) return undefined;
  let ms = 0;
  for (const [, number = "", , unit = "ms"] of text.matchAll(/(\d+([.,]\d+)?)\s*(ms|s|min|m|h|d)?/g)) {
    ms += Number(number.replace(",", ".")) * (UNITS_MS[unit] ?? 1);
  }
  return Number.isFinite(ms) ? Math.round(ms) : undefined;
}
