import { fitText, widthOf } from "../text/fit-text.js";

/** A column of a table. */
export interface Column {
  readonly title: string;
  /** @default "left" */
  readonly align?: "left" | "right";
  /** Columns at most that it may take; what is longer is cut. @default no limit */
  readonly maxWidth?: number;
}

const GAP = "  ";

/**
 * The lines of a table, the titles first: columns as wide as their widest cell, two spaces between them, nothing after
 * the last one.
 *
 * @param paint colours a cell that has its final width
 */
export function tableLines(
  columns: readonly Column[],
  rows: readonly (readonly string[])[],
  paint: (cell: string, column: number, row: number | undefined) => string = (cell) => cell,
): readonly string[] {
  const titles = columns.map(({ title }) => title);
  const widths = columns.map(({ maxWidth = Number.POSITIVE_INFINITY }, index) => {
    const widest = rows.reduce((width, row) => Math.max(width, widthOf(row[index] ?? "")), 0);
    return Math.min(maxWidth, Math.max(widest, widthOf(titles[index] ?? "")));
  });
  const line = (cells: readonly string[], row: number | undefined): string => {
    const fitted = columns.map(({ align }, index) => fitText(cells[index] ?? "", widths[index] ?? 0, align));
    const last = fitted.length - 1;
    return fitted.map((cell, index) => paint(index === last ? cell.trimEnd() : cell, index, row)).join(GAP);
  };
  return [line(titles, undefined), ...rows.map((cells, row) => line(cells, row))];
}
