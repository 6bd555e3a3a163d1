import { InvalidArgumentError } from "@steptrace/core";

/** @throws {InvalidArgumentError} unless `value` is a whole number from 1 to `max` */
export function requirePositive(argument: string, unit: string, value: unknown, max: number): void {
  if (Number.isSafeInteger(value) && (value as number) >= 1 && (value as number) <= max) return;
  throw new InvalidArgumentError(argument, `a whole number of ${unit}, 1 to ${max}`, value);
}

/** Without one, clearing would remove every key of the database, whosever it is. @throws {InvalidArgumentError} */
export function requireKeyPrefix(value: unknown): void {
  if (typeof value === "string" && value !== "") return;
  throw new InvalidArgumentError("keyPrefix", "a string of one character or more", value);
}
