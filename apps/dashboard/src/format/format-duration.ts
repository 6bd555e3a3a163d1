import {
  formatDuration as formatLength,
  formatMilliseconds as formatWholeMs,
} from "@steptrace/terminal/text";

const US_PER_MS = 1000;

/** Microseconds as the command says them, with a sign where they are a difference: `850 µs`, `1.24 s`, `−75 ms`. */
export function formatDuration(durationUs: number): string {
  return durationUs < 0 ? `−${formatLength(-durationUs)}` : formatLength(durationUs);
}

/** As {@link formatDuration}, of whole milliseconds, where 0 is what was rounded to it; a dash where nothing is known. */
export function formatMilliseconds(durationMs: number | undefined): string {
  if (durationMs === undefined) return "–";
  return durationMs < 0 ? formatDuration(durationMs * US_PER_MS) : formatWholeMs(durationMs);
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
