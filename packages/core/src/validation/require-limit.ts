import { InvalidArgumentError } from "../errors/invalid-argument-error.js";

/** @throws {InvalidArgumentError} unless `value` is an integer, 0 or more; 0 asks for nothing and gets it. */
export function requireLimit(value: unknown): number {
  if (typeof value !== "number" || !Number.isSafeInteger(value) || value < 0) {
    throw new InvalidArgumentError("limit", "an integer of 0 or more", value);
  }
  return value;
}
