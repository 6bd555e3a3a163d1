import wrapAnsi from "wrap-ansi";
import { cutText, headOf, widthOf } from "./fit-text.js";

/** The text in lines of at most `width` columns, broken at spaces where that is possible, and colours kept. */
export function wrapText(text: string, width: number): readonly string[] {
  return wrapAnsi(text, Math.max(1, width), { hard: true }).split("\n");
}

/** As {@link wrapText}; what is over `maxLines` is left out, and an ellipsis says so. */
export function wrapLines(lines: readonly string[], width: number, maxLines: number): readonly string[] {
  const wrapped: string[] = [];
  for (const line of lines) {
    wrapped.push(...wrapText(headOf(line, width * maxLines), width));
    if (wrapped.length > maxLines) break;
  }
  if (wrapped.length <= maxLines) return wrapped;
  const last = wrapped[maxLines - 1] ?? "";
  const shortened = widthOf(last) < width ? last : cutText(last, width - 1);
  return [...wrapped.slice(0, maxLines - 1), shortened.endsWith("…") ? shortened : `${shortened}…`];
}
