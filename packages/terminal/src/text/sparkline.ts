const LEVELS = "▁▂▃▄▅▆▇█";

/** Counts as a line of bars, the highest full; a dot for none, so that one is not taken for the other. */
export function sparkline(counts: readonly number[]): string {
  const highest = Math.max(0, ...counts);
  return counts
    .map((count) => (count > 0 ? LEVELS.charAt(Math.ceil((count / highest) * LEVELS.length) - 1) : "·"))
    .join("");
}
