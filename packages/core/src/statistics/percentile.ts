/**
 * The nearest-rank percentile: the smallest value that at least `percent` percent of the values do not exceed.
 * Always one of the values; `undefined` where there are none.
 *
 * @param percent above 0, at most 100
 */
export function percentile(values: readonly number[], percent: number): number | undefined {
  const sorted = [...values].sort((a, b) => a - b);
  // Multiplied first: 7 / 100 * 100 is more than 7.
  return sorted[Math.max(0, Math.ceil((percent * sorted.length) / 100) - 1)];
}
