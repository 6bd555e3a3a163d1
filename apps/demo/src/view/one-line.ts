import { stripVTControlCharacters } from "node:util";

/** A message as one line that a terminal only shows: without escapes and controls, each run of spaces one space. */
export function oneLine(text: string): string {
  return stripVTControlCharacters(text)
    .replace(/\s+/g, " ")
    .replace(/\p{Cc}|\p{Cf}/gu, "")
    .trim();
}
