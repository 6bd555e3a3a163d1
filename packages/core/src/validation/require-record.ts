import { entriesOf } from "../codec/read-object.js";
import { InvalidArgumentError } from "../errors/invalid-argument-error.js";

/** @throws {InvalidArgumentError} unless `value` is an object that is no array. */
export function requireRecord(argument: string, value: unknown): Readonly<Record<string, unknown>> {
  if (typeof value !== "object" || value === null || Array.isArray(value)) {
    throw new InvalidArgumentError(argument, "an object", value);
  }
  return value as Readonly<Record<string, unknown>>;
}

/**
 * A copy, one level deep. What cannot be read is said to be so: a getter that throws never reaches the work.
 *
 * @throws {InvalidArgumentError} unless `value` is an object that is no array
 */
export function copyRecord(argument: string, value: unknown): Readonly<Record<string, unknown>> {
  const record = requireRecord(argument, value);
  try {
    return { ...record };
  } catch {
    return Object.fromEntries(entriesOf(record));
  }
}

/** Adds to a record of our own, in place: copied at each call, ten thousand calls would take minutes. */
export function extendRecord(
  record: Readonly<Record<string, unknown>>,
  added: Readonly<Record<string, unknown>>,
): Readonly<Record<string, unknown>> {
  // Assigned, this one key would replace the prototype.
  return Object.hasOwn(added, "__proto__") ? { ...record, ...added } : Object.assign(record, added);
}
