const LEVELS = "▁▂▃▄▅▆▇█";

/**
 * Numbers as a line of bars, the greatest as the highest; a space where there is none.
 *
 * @param values 0 or more; absent where nothing is known
 */
export function sparkline(values: readonly (number | undefined)[]): string {
  const most = values.reduce<number>((greatest, value = 0) => Math.max(greatest, value), 0);
  return values.map((value) => (value === undefined ? " " : levelOf(value, most))).join("");
}

/** Only 0 is as low as can be, where others are more. */
function levelOf(value: number, most: number): string {
  const level = most === 0 ? 0 : Math.ceil((value / most) * (LEVELS.length - 1));
  return LEVELS[level] ?? " ";
}
