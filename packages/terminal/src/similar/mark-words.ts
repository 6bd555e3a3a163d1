import { visibleText } from "../text/visible-text.js";

/**
 * A message as one visible line, in which the words that it shares with the question are painted.
 *
 * @param shared as `tokenize` makes words: parted by white space, in lower case
 */
export function markWords(
  message: string,
  shared: ReadonlySet<string>,
  paint: (word: string) => string,
): string {
  return message
    .trim()
    .split(/(\s+)/)
    .map((part) => (shared.has(part.toLowerCase()) ? paint(visibleText(part)) : visibleText(part)))
    .join("");
}
