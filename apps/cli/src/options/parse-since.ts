import { InvalidArgumentError } from "commander";
import { parsePeriod } from "./parse-period.js";

const DATE = /^\d{4}-\d{2}-\d{2}(?:[T ]\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?(?:Z|[+-]\d{2}:\d{2})?)?$/;

/**
 * The moment that is meant by a period before now (`7d`), or by a date (`2025-11-16`, `2025-11-16T12:00`, local time
 * unless it says a zone).
 *
 * @throws {InvalidArgumentError} for text that is neither
 */
export function parseSince(text: string, now: Date = new Date()): Date {
  const period = parsePeriod(text);
  const date = period === undefined ? dateOf(text) : new Date(now.getTime() - period);
  // What reaches back further than any trace, and than a Date, means all of them.
  if (period !== undefined && !(date.getTime() > 0)) return new Date(0);
  if (!Number.isNaN(date.getTime())) return date;
  throw new InvalidArgumentError("Expected a period, as in 30m, 12h or 7d, or a date, as in 2025-11-16.");
}

function dateOf(text: string): Date {
  if (!DATE.test(text)) return new Date(Number.NaN);
  // A date without a time would be taken as UTC, one with a time as local.
  return new Date(text.length === 10 ? `${text}T00:00` : text.replace(" ", "T"));
}
