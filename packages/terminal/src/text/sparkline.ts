const LEVELS = "▁▂▃▄▅▆▇█";

/**
 * Numbers as a line of bars, the highest full; a dot for 0, so that it is not taken for a little.
 *
 * @param values 0 or more; `undefined`, and shown as a space, where nothing is known
 */
export function sparkline(values: readonly (number | undefined)[]): string {
  const highest = values.reduce<number>((greatest, value = 0) => Math.max(greatest, value), 0);
  return values.map((value) => (value === undefined ? " " : barOf(value, highest))).join("");
}

function barOf(value: number, highest: number): string {
  return value > 0 ? LEVELS.charAt(Math.ceil((value / highest) * LEVELS.length) - 1) : "·";
}
