import { InvalidArgumentError } from "commander";
import { parsePeriod } from "./parse-period.js";

/** How long something took, in milliseconds. @throws {InvalidArgumentError} for text that is no time */
export function parseDuration(text: string): number {
  const ms = parsePeriod(text);
  if (ms !== undefined && Number.isFinite(ms)) return ms;
  throw new InvalidArgumentError("Expected a number and a unit, as in 500ms, 30s, 5m or 2h.");
}
