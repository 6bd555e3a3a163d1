import type { TimeBounds } from "./time-range.js";

/** How many hexadecimal digits of a UUIDv7 are its time, and how many characters they take, with a hyphen after eight. */
const TIME_DIGITS = 12;
const TIME_LENGTH = 13;

/**
 * When the traces started whose UUIDv7 begins with that text; `undefined` where it begins none. Eight characters say it
 * to the minute. A text may look like the beginning of a UUIDv7 and be that of another id.
 *
 * @see https://www.rfc-editor.org/rfc/rfc9562#section-5.7
 */
export function timesOfPrefix(prefix: string): TimeBounds | undefined {
  const digits = prefix.slice(0, TIME_LENGTH).replace("-", "");
  if (!/^[0-9a-f]+$/i.test(digits)) return undefined;
  const moment = (rest: string): Date => new Date(Number.parseInt(digits.padEnd(TIME_DIGITS, rest), 16));
  return { startDate: moment("0"), endDate: moment("f") };
}
