/** `12,345`. */
export function countText(count: number): string {
  return count.toLocaleString("en");
}

/** `98.7 %`; a dash where there is nothing to have a part of. Never rounded to all or nothing. */
export function percentText(part: number | undefined): string {
  if (part === undefined) return "-";
  const percent = part * 100;
  if (part > 0 && percent < 0.1) return "under 0.1 %";
  if (part < 1 && percent > 99.9) return "over 99.9 %";
  return `${percent.toFixed(1)} %`;
}

/** Microseconds, or milliseconds where they are many. */
export function durationText(us: number): string {
  if (us >= 1_000_000) return `${(us / 1_000_000).toFixed(1)} s`;
  return us >= 1000 ? `${(us / 1000).toFixed(2)} ms` : `${us.toFixed(1)} us`;
}
