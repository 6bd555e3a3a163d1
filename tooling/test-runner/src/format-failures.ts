import { stripVTControlCharacters } from "node:util";
import type { Failure } from "./failure.js";

/** More of them have one cause, and their lines would be what a log is cut for. */
const MOST_LINES = 20;
const MOST_CHARACTERS = 300;

/**
 * A line for each failure, `FAILED path > name: message`, for the end of a log: where that is cut, it still says what
 * failed. `.ci/run` knows the lines by their first word.
 */
export function formatFailures(failures: readonly Failure[]): readonly string[] {
  const lines = failures.slice(0, MOST_LINES).map(formatFailure);
  const rest = failures.length - lines.length;
  return rest === 0 ? lines : [...lines, `FAILED and ${rest} more, see above`];
}

function formatFailure({ path, name, message }: Failure): string {
  const place = [path, name].filter((part) => part !== undefined).join(" > ");
  const said = `${place === "" ? "outside of any test" : place}: ${firstLine(message)}`;
  const line = `FAILED ${stripVTControlCharacters(said).replaceAll(/\s+/g, " ")}`;
  return line.length > MOST_CHARACTERS ? `${line.slice(0, MOST_CHARACTERS - 1)}…` : line;
}

/** The first that says anything. */
function firstLine(message: string): string {
  return message.split(/\r?\n/).find((line) => line.trim() !== "") ?? "an error without a message";
}
