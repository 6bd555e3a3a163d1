import { sanitizeRecord } from "../codec/sanitize-value.js";
import { InvalidArgumentError } from "../errors/invalid-argument-error.js";
import { DEFAULT_LIMITS } from "../model/limits.js";
import { isRecord } from "../validation/is-record.js";
import { copyRecord } from "../validation/require-record.js";

/**
 * Metadata that traces are to have, as the JSON by which they are found: values as a stored trace has them (a Date as its text, a
 * BigInt as its digits), keys in one order; `undefined` where every trace has it.
 *
 * @throws {InvalidArgumentError} for what is no object, and for more than a trace can have
 */
export function metadataFilter(metadata: unknown): string | undefined {
  const record = copyRecord("metadata", metadata);
  const { value, truncated } = sanitizeRecord(record, DEFAULT_LIMITS.metadataBytes);
  if (truncated) {
    const expected = `an object of at most ${DEFAULT_LIMITS.metadataBytes} bytes, as a trace has it`;
    throw new InvalidArgumentError("metadata", expected, metadata);
  }
  return Object.keys(value).length === 0 ? undefined : JSON.stringify(value, inOrder);
}

function inOrder(_: string, value: unknown): unknown {
  if (!isRecord(value)) return value;
  return Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)));
}
