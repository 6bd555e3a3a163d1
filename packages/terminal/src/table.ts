import type { Page } from "./page/page.js";
import { fitText, headOf, widthOf } from "./text/fit-text.js";
import { visibleText } from "./text/visible-text.js";

/** A column of a table, and how it comes out of what a row stands for. */
export interface Column<Row> {
  readonly title: string;
  /** What stands in it. Control characters are shown, and do nothing. */
  readonly text: (row: Row) => string;
  /** Colours a cell that has its final width. @default no colour */
  readonly paint?: (cell: string, row: Row) => string;
  /** @default "left" */
  readonly align?: "left" | "right";
  /** Whether it is cut where the page is too narrow for all of the table. One of them may be. @default false */
  readonly flexible?: boolean;
}

const GAP = "  ";
const LEAST_FLEXIBLE = 8;

/**
 * The lines of a table, the titles first: columns as wide as their widest cell, two spaces between them, nothing after
 * the last one. Where the page is too narrow for that, the flexible column gives way, down to eight columns.
 *
 * @param notes lines that stand under a row, as they are
 */
export function tableLines<Row>(
  columns: readonly Column<Row>[],
  rows: readonly Row[],
  { width, colors }: Page,
  notes: (row: Row) => readonly string[] = () => [],
): readonly string[] {
  const cells = rows.map((row) => columns.map(({ text }) => visibleText(headOf(text(row), width))));
  const widths = fittingWidths(columns, cells, width);
  const line = (texts: readonly string[], paint: (cell: string, column: Column<Row>) => string): string =>
    columns
      .map((column, index) => {
        const cell = fitText(texts[index] ?? "", widths[index] ?? 0, column.align);
        // Colours of the last cell would keep the spaces after it.
        return paint(index === columns.length - 1 ? cell.trimEnd() : cell, column);
      })
      .join(GAP)
      .trimEnd();
  const titles = columns.map(({ title }) => title);
  return [
    line(titles, colors.dim),
    ...rows.flatMap((row, index) => [
      line(cells[index] ?? [], (cell, { paint }) => paint?.(cell, row) ?? cell),
      ...notes(row),
    ]),
  ];
}

function fittingWidths<Row>(
  columns: readonly Column<Row>[],
  cells: readonly (readonly string[])[],
  pageWidth: number,
): readonly number[] {
  const widths = columns.map(({ title }, index) =>
    cells.reduce((widest, texts) => Math.max(widest, widthOf(texts[index] ?? "")), widthOf(title)),
  );
  const all = widths.reduce((sum, width) => sum + width, GAP.length * (columns.length - 1));
  const over = Math.max(0, all - pageWidth);
  return widths.map((width, index) =>
    columns[index]?.flexible ? Math.max(Math.min(width, LEAST_FLEXIBLE), width - over) : width,
  );
}
