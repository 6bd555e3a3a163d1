import { InvalidArgumentError } from "commander";
import { parsePeriod } from "./parse-period.js";

/** The longest time that a timer takes; a longer one would fire at once. */
const MOST_MS = 2_147_483_647;

/** A time limit, in milliseconds. @throws {InvalidArgumentError} for text that is none */
export function parseTimeout(text: string): number {
  const ms = parsePeriod(text);
  if (ms !== undefined && ms >= 1 && ms <= MOST_MS) return ms;
  throw new InvalidArgumentError(
    "Expected a number and a unit, as in 500ms, 30s, 5m or 2h; at most 24 days.",
  );
}
