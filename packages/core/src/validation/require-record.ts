import { entriesOf } from "../codec/read-object.js";
import { toPlainValue } from "../codec/to-plain-value.js";
import { InvalidArgumentError } from "../errors/invalid-argument-error.js";
import { isRecord } from "./is-record.js";

/** @throws {InvalidArgumentError} unless `value` is an object that is no array. */
export function requireRecord(argument: string, value: unknown): Readonly<Record<string, unknown>> {
  if (!isRecord(value)) throw new InvalidArgumentError(argument, "an object", value);
  return value;
}

/**
 * A copy, one level deep; of a Map, or of what has a `toJSON`, as JSON would have it. What cannot be read is said to be
 * so: a getter that throws never reaches the work.
 *
 * @throws {InvalidArgumentError} unless `value` is an object that JSON writes as one: no array, Error, Set or Date
 */
export function copyRecord(argument: string, value: unknown): Readonly<Record<string, unknown>> {
  const record = requireRecord(argument, value);
  try {
    return { ...(isPlain(record) ? record : requireRecord(argument, toPlainValue(record))) };
  } catch (error) {
    if (error instanceof InvalidArgumentError)
      throw new InvalidArgumentError(argument, "an object with entries", value);
    return Object.fromEntries(entriesOf(record));
  }
}

/** As nearly all are; looked at first, for steps with attributes come by here. */
function isPlain(record: object): boolean {
  const prototype = Object.getPrototypeOf(record);
  return (prototype === Object.prototype || prototype === null) && !("toJSON" in record);
}

/** Adds to a record of our own, in place: copied at each call, ten thousand calls would take minutes. */
export function extendRecord(
  record: Readonly<Record<string, unknown>>,
  added: Readonly<Record<string, unknown>>,
): Readonly<Record<string, unknown>> {
  // Assigned, this one key would replace the prototype.
  return Object.hasOwn(added, "__proto__") ? { ...record, ...added } : Object.assign(record, added);
}
