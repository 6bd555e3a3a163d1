import { isRecord } from "../validation/is-record.js";

type Fields = Readonly<Record<string, unknown>>;

/**
 * Metadata that says what was cut of its trace, in `truncated`. What stands there already stays: marks of ours beside
 * the new ones, a value of the user's own as `value`.
 */
export function markTruncated<T extends Fields, M extends Fields>(metadata: T, marks: M): T | (T & Fields) {
  if (Object.keys(marks).length === 0) return metadata;
  const before = metadata["truncated"];
  const kept = isRecord(before) ? before : before === undefined ? {} : { value: before };
  return { ...metadata, truncated: { ...kept, ...marks } };
}
