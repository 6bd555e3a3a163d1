import { readingOrder } from "./reading-order.js";
import { type StepColumns, StepFlag } from "./step-columns.js";

/**
 * The rows of a waterfall in the order of reading, column by column: each step followed by those that ran in it, siblings by
 * their start. A row is known by its number.
 */
export interface WaterfallRows {
  readonly count: number;
  /** The place of a row's step in the trace. */
  readonly step: Uint32Array;
  /** The row of a step, by the step's place in the trace. */
  readonly rowOf: Uint32Array;
  /** The row of the step that it ran in; -1 at the top level. */
  readonly parent: Int32Array;
  /** 0 at the top level. */
  readonly depth: Uint32Array;
  /** The first row after all that ran in it: the next one, where nothing did. */
  readonly end: Uint32Array;
  readonly childCount: Uint32Array;
  /** How many failed of all that ran in it, at any depth. */
  readonly failuresInside: Uint32Array;
  /** Microseconds since the trace's start. */
  readonly startUs: Float64Array;
  /** Microseconds. */
  readonly durationUs: Float64Array;
  /** Bits of `StepFlag`. */
  readonly flags: Uint8Array;
}

/**
 * The rows of a waterfall, all of them unfolded. A step whose parent is missing stands at the top level, and so does the first of
 * a circle of parents: the order is that of `nestSteps`. 50,000 steps take some milliseconds, however deep they nest.
 *
 * @example
 * const rows = waterfallRows(skeleton.steps);
 * for (const row of visibleRows(rows, { openDepth: 2 })) draw(rows.depth[row], rows.startUs[row], rows.durationUs[row]);
 */
export function waterfallRows(steps: StepColumns): WaterfallRows {
  const { step, parent, depth } = readingOrder(steps);
  const count = step.length;
  const rowOf = new Uint32Array(count);
  const startUs = new Float64Array(count);
  const durationUs = new Float64Array(count);
  const flags = new Uint8Array(count);
  // A loop: what typed arrays have in its place takes ten times as long.
  for (let row = 0; row < count; row += 1) {
    const place = step[row] as number;
    rowOf[place] = row;
    startUs[row] = steps.startUs[place] as number;
    durationUs[row] = steps.durationUs[place] as number;
    flags[row] = steps.flags[place] as number;
  }
  return { count, step, rowOf, parent, depth, ...sumInside(parent, flags), startUs, durationUs, flags };
}

/** From the last row to the first, each row adds itself to its parent, which stands before it. */
function sumInside(
  parent: Int32Array,
  flags: Uint8Array,
): Pick<WaterfallRows, "end" | "childCount" | "failuresInside"> {
  const end = new Uint32Array(parent.length);
  const childCount = new Uint32Array(parent.length);
  const failuresInside = new Uint32Array(parent.length);
  for (let row = parent.length - 1; row >= 0; row -= 1) {
    const above = parent[row] as number;
    // Whatever ran in it has been here before.
    end[row] = Math.max(end[row] as number, row + 1);
    if (above < 0) continue;
    const isFailed = ((flags[row] as number) & StepFlag.failed) !== 0;
    end[above] = Math.max(end[above] as number, end[row] as number);
    childCount[above] = (childCount[above] as number) + 1;
    failuresInside[above] =
      (failuresInside[above] as number) + (failuresInside[row] as number) + (isFailed ? 1 : 0);
  }
  return { end, childCount, failuresInside };
}

/** The moment at which the last step ended, in microseconds since the trace's start; 0 without steps. */
export function lastEndUs(rows: WaterfallRows): number {
  let last = 0;
  for (let row = 0; row < rows.count; row += 1) {
    last = Math.max(last, (rows.startUs[row] as number) + (rows.durationUs[row] as number));
  }
  return last;
}
