import {
  type CriticalPath,
  criticalPath,
  type LongestWait,
  lastEndUs,
  longestWait,
  StepFlag,
  selfTimes,
  type WaterfallRows,
  waterfallRows,
} from "@steptrace/core/browser";
import { isRunning, type TraceSkeleton } from "../source/trace-source.js";

/** All that a waterfall draws, reckoned once for a skeleton. */
export interface WaterfallModel {
  readonly rows: WaterfallRows;
  readonly names: readonly string[];
  readonly name: TraceSkeleton["steps"]["name"];
  /** Microseconds that the whole axis stands for; above 0. */
  readonly axisUs: number;
  readonly selfUs: Float64Array;
  readonly critical: CriticalParts;
  /** The step that the trace waited longest for; absent of one that runs, and where no step took time. */
  readonly longest: LongestWait | undefined;
  readonly failedCount: number;
  readonly deepest: number;
}

/** The parts of the critical path, by row. */
interface CriticalParts {
  /** From, to, from, to of a row's parts, in microseconds. */
  of(row: number): Float64Array;
}

export function waterfallModel(skeleton: TraceSkeleton): WaterfallModel {
  const { trace, names, steps } = skeleton;
  const rows = waterfallRows(steps);
  const elapsedUs = (Date.parse(trace.completedAt ?? "") - Date.parse(trace.startedAt)) * 1000;
  const ended = Number.isFinite(elapsedUs) ? elapsedUs : 0;
  // What determines the end is not known before it.
  const path = isRunning(skeleton) ? undefined : criticalPath(rows);
  return {
    rows,
    names,
    name: steps.name,
    axisUs: Math.max(1, lastEndUs(rows), ended),
    selfUs: selfTimes(rows),
    critical: partsByRow(rows.count, path),
    longest: path && longestWait(path),
    failedCount: rows.flags.reduce((count, flags) => count + (flags & StepFlag.failed), 0),
    deepest: rows.depth.reduce((deepest, depth) => Math.max(deepest, depth), 0),
  };
}

/** The name of a row's step. */
export function nameOf({ rows, names, name }: WaterfallModel, row: number): string {
  return names[name[rows.step[row] as number] as number] ?? "";
}

/** In one array, the parts of each row together: counted, then put in their places. */
function partsByRow(count: number, path: CriticalPath | undefined): CriticalParts {
  const parts = path?.row.length ?? 0;
  const first = new Uint32Array(count + 1);
  const bounds = new Float64Array(parts * 2);
  if (path !== undefined) {
    for (const row of path.row) first[row + 1] = (first[row + 1] as number) + 1;
    for (let row = 0; row < count; row += 1)
      first[row + 1] = (first[row + 1] as number) + (first[row] as number);
    const next = first.slice();
    path.row.forEach((row, part) => {
      const place = next[row] as number;
      next[row] = place + 1;
      bounds[place * 2] = path.startUs[part] as number;
      bounds[place * 2 + 1] = path.endUs[part] as number;
    });
  }
  return { of: (row) => bounds.subarray((first[row] as number) * 2, (first[row + 1] as number) * 2) };
}
