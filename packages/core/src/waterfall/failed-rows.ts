import { StepFlag } from "./step-columns.js";
import type { WaterfallRows } from "./waterfall-rows.js";

/** Whether a row's step failed. */
export function isFailed(rows: WaterfallRows, row: number): boolean {
  return ((rows.flags[row] as number) & StepFlag.failed) !== 0;
}

/**
 * The next row that failed, in the order of reading; after the last one the first again. `undefined` where none failed.
 *
 * @param from the row to go on from, itself the last to be looked at; -1 to begin
 * @param direction -1 for the one before
 */
export function nextFailed(rows: WaterfallRows, from: number, direction: 1 | -1 = 1): number | undefined {
  const { count } = rows;
  const begin = from < 0 && direction < 0 ? 0 : from;
  for (let distance = 1; distance <= count; distance += 1) {
    const row = (((begin + direction * distance) % count) + count) % count;
    if (isFailed(rows, row)) return row;
  }
  return undefined;
}

/**
 * The row by which a trace failed, as far as times tell: of those that failed without anything failed in them, the first to
 * end. `undefined` where none failed.
 */
export function firstFailed(rows: WaterfallRows): number | undefined {
  let first: number | undefined;
  let firstEndUs = Number.POSITIVE_INFINITY;
  for (let row = 0; row < rows.count; row += 1) {
    if (!isFailed(rows, row) || rows.failuresInside[row] !== 0) continue;
    const endUs = (rows.startUs[row] as number) + (rows.durationUs[row] as number);
    if (endUs < firstEndUs) [first, firstEndUs] = [row, endUs];
  }
  return first;
}
