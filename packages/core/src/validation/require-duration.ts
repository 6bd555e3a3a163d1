import { InvalidArgumentError } from "../errors/invalid-argument-error.js";

/** @throws {InvalidArgumentError} unless `value` is a finite number of milliseconds, 0 or more. */
export function requireDuration(argument: string, value: unknown): number {
  if (typeof value !== "number" || !Number.isFinite(value) || value < 0) {
    throw new InvalidArgumentError(argument, "a number of milliseconds, 0 or more", value);
  }
  return value;
}
