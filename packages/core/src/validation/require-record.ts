import { InvalidArgumentError } from "../errors/invalid-argument-error.js";

/** @throws {InvalidArgumentError} unless `value` is an object that is no array. */
export function requireRecord(argument: string, value: unknown): Readonly<Record<string, unknown>> {
  if (typeof value !== "object" || value === null || Array.isArray(value)) {
    throw new InvalidArgumentError(argument, "an object", value);
  }
  return value as Readonly<Record<string, unknown>>;
}
