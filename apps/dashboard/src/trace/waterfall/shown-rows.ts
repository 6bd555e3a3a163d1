import { type Folding, isFailed, visibleRows, type WaterfallRows } from "@steptrace/core/browser";

/** The rows that are listed: the unfolded ones; or those that failed, and what they ran in, however they are folded. */
export function shownRows(rows: WaterfallRows, folding: Folding, onlyFailed: boolean): Uint32Array {
  if (!onlyFailed) return visibleRows(rows, folding);
  return visibleRows(rows).filter((row) => isFailed(rows, row) || rows.failuresInside[row] !== 0);
}
