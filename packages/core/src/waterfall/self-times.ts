import type { WaterfallRows } from "./waterfall-rows.js";

/**
 * The microseconds of each row's step in which none of those ran that ran in it directly. Children side by side are counted once
 * (the union of their intervals), and what reaches out of the step not at all. At least 0, at most the step's duration.
 *
 * One pass: children come by their start, so that how far a step is covered is one number.
 */
export function selfTimes(rows: WaterfallRows): Float64Array {
  const { count, parent, startUs, durationUs } = rows;
  const self = durationUs.slice();
  const coveredTo = startUs.slice();
  for (let row = 0; row < count; row += 1) {
    const above = parent[row] as number;
    if (above < 0) continue;
    const from = Math.max(startUs[row] as number, coveredTo[above] as number);
    const to = Math.min(
      (startUs[row] as number) + (durationUs[row] as number),
      (startUs[above] as number) + (durationUs[above] as number),
    );
    if (to <= from) continue;
    self[above] = Math.max(0, (self[above] as number) - (to - from));
    coveredTo[above] = to;
  }
  return self;
}
