import { isFailed } from "./failed-rows.js";
import type { WaterfallRows } from "./waterfall-rows.js";

/** What stands in a cell of a {@link minimap}. */
export const MinimapCell = { empty: 0, step: 1, failed: 2 } as const;

/** How a minimap is reduced. */
export interface MinimapOptions {
  /** What its width stands for, in microseconds; above 0. */
  readonly axisUs: number;
  /** Cells from left to right, at least 1. */
  readonly width: number;
  /** Cells from top to bottom, at least 1. With fewer rows than that, only as many are used. */
  readonly height: number;
}

/** The whole waterfall in few cells. */
export interface Minimap {
  readonly width: number;
  /** At most the height that was asked for. */
  readonly height: number;
  /** Line by line, of {@link MinimapCell}: what is in any of the rows that fall into it, a failure before all else. */
  readonly cells: Uint8Array;
}

/**
 * A waterfall reduced to few cells, time from left to right and rows from top to bottom. Each step has a cell at least, and
 * each failure is seen: 50,000 rows take some milliseconds.
 */
export function minimap(rows: WaterfallRows, { axisUs, width, height: most }: MinimapOptions): Minimap {
  const height = Math.min(most, rows.count);
  const cells = new Uint8Array(width * height);
  const draw = (row: number, cell: number): void => {
    const line = Math.floor((row * height) / rows.count) * width;
    const cellAt = (us: number): number => Math.round((us / axisUs) * width);
    const startUs = rows.startUs[row] as number;
    const from = Math.min(Math.max(0, cellAt(startUs)), width - 1);
    const to = Math.min(width, Math.max(from + 1, cellAt(startUs + (rows.durationUs[row] as number))));
    cells.fill(cell, line + from, line + to);
  };
  for (let row = 0; row < rows.count; row += 1) draw(row, MinimapCell.step);
  for (let row = 0; row < rows.count; row += 1) if (isFailed(rows, row)) draw(row, MinimapCell.failed);
  return { width, height, cells };
}
