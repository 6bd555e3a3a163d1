import type { WaterfallRows } from "./waterfall-rows.js";

/** Which rows are unfolded: those above a depth, but for some that are the other way round. */
export interface Folding {
  /** Rows of a depth below this are unfolded. @default all */
  readonly openDepth?: number;
  /** Steps, by their place in the trace, that are folded in place of unfolded, or the other way round. @default none */
  readonly toggled?: ReadonlySet<number>;
}

const NONE_TOGGLED: ReadonlySet<number> = new Set();

/** Whether what ran in a row's step is to be seen, as far as the row itself is. */
export function isOpen(
  rows: WaterfallRows,
  row: number,
  { openDepth = Number.POSITIVE_INFINITY, toggled = NONE_TOGGLED }: Folding,
): boolean {
  return (rows.depth[row] as number) < openDepth !== toggled.has(rows.step[row] as number);
}

/** The rows to be seen, in the order of reading: all but those inside of a folded one. */
export function visibleRows(rows: WaterfallRows, folding: Folding = {}): Uint32Array {
  const visible = new Uint32Array(rows.count);
  let count = 0;
  let row = 0;
  while (row < rows.count) {
    visible[count] = row;
    count += 1;
    row = isOpen(rows, row, folding) ? row + 1 : (rows.end[row] as number);
  }
  return visible.subarray(0, count);
}

/** Where a row stands among the visible ones; of one that is folded away, the row that hides it. */
export function visibleIndex(visible: Uint32Array, row: number): number {
  let low = 0;
  let high = visible.length;
  // The last one that is not after it: what hides a row stands before it, and nothing visible in between.
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((visible[middle] as number) <= row) low = middle + 1;
    else high = middle;
  }
  return low - 1;
}

/** The same folding, with all unfolded that a row runs in. */
export function reveal(rows: WaterfallRows, row: number, folding: Folding): Folding {
  const toggled = new Set(folding.toggled);
  for (let above = rows.parent[row] ?? -1; above >= 0; above = rows.parent[above] as number) {
    if (!isOpen(rows, above, folding)) toggle(toggled, rows.step[above] as number);
  }
  return { ...folding, toggled };
}

/** The same folding, with one row folded in place of unfolded, or the other way round. */
export function toggleRow(rows: WaterfallRows, row: number, folding: Folding): Folding {
  const toggled = new Set(folding.toggled);
  toggle(toggled, rows.step[row] as number);
  return { ...folding, toggled };
}

function toggle(toggled: Set<number>, step: number): void {
  if (!toggled.delete(step)) toggled.add(step);
}
