import { InvalidArgumentError } from "../errors/invalid-argument-error.js";

/** The width of the table's id and name columns. */
const MAX_ID_LENGTH = 255;

/** @throws {InvalidArgumentError} unless `value` is a string with at least one character that is no white space. */
export function requireText(argument: string, value: unknown): string {
  if (typeof value !== "string" || value.trim() === "") {
    throw new InvalidArgumentError(argument, "a non-empty string", value);
  }
  return value;
}

/**
 * An id that is looked up or stored as it stands: cutting or cleaning one would make it another.
 *
 * @throws {InvalidArgumentError} unless `value` is a string of 1 to 255 characters without NUL and lone surrogates
 */
export function requireId(argument: string, value: unknown): string {
  if (
    typeof value !== "string" ||
    value === "" ||
    value.length > MAX_ID_LENGTH ||
    value.includes("\u0000") ||
    !value.isWellFormed()
  ) {
    throw new InvalidArgumentError(
      argument,
      `a string of 1 to ${MAX_ID_LENGTH} characters without NUL or lone surrogates`,
      value,
    );
  }
  return value;
}
