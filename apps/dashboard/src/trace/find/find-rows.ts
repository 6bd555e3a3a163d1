import type { Column, WaterfallRows } from "@steptrace/core/browser";

/** The rows whose step has all of the words in its name, whatever the case; none where there are no words. */
export function findRows(
  rows: WaterfallRows,
  names: readonly string[],
  name: Column,
  words: string,
): Uint32Array {
  const wanted = words.toLowerCase().split(/\s+/).filter(Boolean);
  if (wanted.length === 0) return new Uint32Array();
  // Each name once, however many steps have it.
  const isMatch = names.map((one) => {
    const text = one.toLowerCase();
    return wanted.every((word) => text.includes(word));
  });
  return Uint32Array.from({ length: rows.count }, (_, row) => row).filter(
    (row) => isMatch[name[rows.step[row] as number] as number] === true,
  );
}

/** The one after `from` in ascending rows, and after the last one the first; before it for direction -1. */
export function nextOf(found: Uint32Array, from: number, direction: 1 | -1): number | undefined {
  return direction > 0
    ? (found.find((row) => row > from) ?? found[0])
    : (found.findLast((row) => row < from) ?? found.at(-1));
}
