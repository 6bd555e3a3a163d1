import { visibleText } from "../text/visible-text.js";

/**
 * A message as one visible line, in which the words that it shares with the question are painted, and those that it does not.
 *
 * @param shared as `tokenize` makes words: parted by white space, in lower case
 */
export function markWords(
  message: string,
  shared: ReadonlySet<string>,
  paintShared: (word: string) => string,
  paintOther: (word: string) => string,
): string {
  return message
    .trim()
    .split(/(\s+)/)
    .map((part, index) => {
      const text = visibleText(part);
      const isSpace = index % 2 === 1;
      if (isSpace || text === "") return text;
      return shared.has(part.toLowerCase()) ? paintShared(text) : paintOther(text);
    })
    .join("");
}
