import { InvalidArgumentError } from "../errors/invalid-argument-error.js";

/** @throws {InvalidArgumentError} unless `value` is a Date that stands for a moment. */
export function requireDate(argument: string, value: unknown): Date {
  if (!(value instanceof Date) || Number.isNaN(value.getTime())) {
    throw new InvalidArgumentError(argument, "a valid Date", value);
  }
  return value;
}

/** @throws {InvalidArgumentError} unless both are valid, and the start is not after the end. */
export function requireTimeRange(
  startDate: unknown,
  endDate: unknown,
): { readonly startDate: Date; readonly endDate: Date } {
  const start = requireDate("startDate", startDate);
  const end = requireDate("endDate", endDate);
  if (start.getTime() > end.getTime()) {
    throw new InvalidArgumentError(
      "startDate",
      `a Date that is not after the endDate ${end.toISOString()}`,
      start,
    );
  }
  return { startDate: start, endDate: end };
}
