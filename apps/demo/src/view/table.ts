import cliTruncate from "cli-truncate";
import stringWidth from "string-width";
import type { Style } from "./paint.js";
import type { Terminal } from "./terminal.js";

const INDENT = "  ";
const GAP = "  ";

/** A place in a table. */
export interface Cell {
  readonly text: string;
  /** @default "plain" */
  readonly style?: Style;
  /** @default "left" */
  readonly align?: "left" | "right";
}

/** Rows as lines: the columns as wide as what they hold, the last one cut in its middle to fit the terminal. */
export function table(rows: readonly (readonly Cell[])[], { width, paint }: Terminal): readonly string[] {
  const widths: number[] = [];
  for (const row of rows) {
    row.forEach(({ text }, column) => {
      widths[column] = Math.max(widths[column] ?? 0, stringWidth(text));
    });
  }
  const before = widths.slice(0, -1).reduce((sum, columns) => sum + columns + GAP.length, INDENT.length);
  const left = Math.max(1, width - before);
  return rows.map((row) => {
    const cells = row.map(({ text, style = "plain", align = "left" }, column) => {
      const isLast = column === widths.length - 1;
      const fitting = isLast ? cliTruncate(text, left, { position: "middle" }) : text;
      const padding = " ".repeat(Math.max(0, (widths[column] ?? 0) - stringWidth(fitting)));
      if (align === "right") return padding + paint(style, fitting);
      return paint(style, fitting) + (isLast ? "" : padding);
    });
    return (INDENT + cells.join(GAP)).trimEnd();
  });
}
