import cliTruncate from "cli-truncate";
import stringWidth from "string-width";

/** Columns that a terminal takes for the text; colours take none. */
export function widthOf(text: string): number {
  return stringWidth(text);
}

/** More than any text takes for a column, colours and accents included. */
const UNITS_PER_COLUMN = 8;

/** The beginning of a text that fills so many columns for certain: measuring one of 64 KiB takes seconds. */
export function headOf(text: string, columns: number): string {
  const most = columns * UNITS_PER_COLUMN;
  return text.length > most ? `${text.slice(0, most).toWellFormed()}…` : text;
}

/** The text, cut with an ellipsis to at most `width` columns. */
export function cutText(text: string, width: number): string {
  if (width <= 0) return "";
  const head = headOf(text, width);
  // Hardly ever needed to measure: a text has no more columns than twice its code units.
  if (head.length * 2 <= width || widthOf(head) <= width) return head;
  const cut = cliTruncate(head, width);
  // A wide character at the edge is kept whole.
  return widthOf(cut) <= width ? cut : cliTruncate(head, width - 1);
}

/** The text in exactly `width` columns: cut, or filled up with spaces. */
export function fitText(text: string, width: number, align: "left" | "right" = "left"): string {
  const cut = cutText(text, width);
  const space = " ".repeat(Math.max(0, width - widthOf(cut)));
  return align === "left" ? cut + space : space + cut;
}
