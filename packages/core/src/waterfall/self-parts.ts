import type { WaterfallRows } from "./waterfall-rows.js";

/**
 * Where in a row's step none of those ran that ran in it directly: from, to, from, to, and so on, in microseconds since the trace's
 * start, ascending. Together they are as long as {@link selfTimes} says.
 */
export function selfParts(rows: WaterfallRows, row: number): readonly number[] {
  const { startUs, durationUs, end } = rows;
  const stepEnd = (startUs[row] as number) + (durationUs[row] as number);
  const last = end[row] as number;
  const parts: number[] = [];
  let coveredTo = startUs[row] as number;
  for (let child = row + 1; child < last && coveredTo < stepEnd; child = end[child] as number) {
    const from = Math.min(startUs[child] as number, stepEnd);
    const to = Math.min((startUs[child] as number) + (durationUs[child] as number), stepEnd);
    if (to <= from) continue;
    if (from > coveredTo) parts.push(coveredTo, from);
    coveredTo = Math.max(coveredTo, to);
  }
  if (coveredTo < stepEnd) parts.push(coveredTo, stepEnd);
  return parts;
}
