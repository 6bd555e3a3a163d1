/** The entries of an object of unknown origin; what cannot be read is said to be so, and the rest is there. */
export function* entriesOf(record: object): Iterable<readonly [string, unknown]> {
  for (const key of keysOf(record)) yield [key, read(record, key)];
}

/** A getter may throw, and so may a Proxy: what it throws is not worth losing the rest for. */
export function read(record: object, key: PropertyKey): unknown {
  try {
    return Reflect.get(record, key);
  } catch {
    return "[Unreadable]";
  }
}

/** The names of its own properties; none where they cannot be read. */
export function keysOf(record: object): readonly string[] {
  try {
    return Object.keys(record);
  } catch {
    return [];
  }
}
