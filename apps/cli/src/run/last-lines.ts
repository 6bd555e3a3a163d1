import { stripVTControlCharacters } from "node:util";

/** The last `count` lines that say something, without escape sequences. */
export function lastLines(lines: readonly string[], count: number): readonly string[] {
  return lines
    .map((line) => stripVTControlCharacters(line).trimEnd())
    .filter((line) => line !== "")
    .slice(-count);
}
