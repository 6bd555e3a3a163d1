type Metadata = Readonly<Record<string, unknown>>;

/** The writer that is the trace's owner; joined processes are known by their first step id. */
export const OWNER = 0;

/** All metadata that one process has set so far, when it said so. */
export interface SaidMetadata {
  readonly writer: number;
  readonly metadata: Metadata;
}

/**
 * What several processes have set, each of which said all of its own each time: of a key that several have set, the last
 * change counts, not the last repetition.
 *
 * @param said in the order in which it was said
 */
export function mergeMetadata(said: readonly SaidMetadata[]): {
  readonly metadata: Metadata;
  readonly joinedMetadata: Metadata;
} {
  const before = new Map<number, Metadata>();
  const last = new Map<string, { readonly writer: number; readonly value: unknown }>();
  for (const { writer, metadata } of said) {
    const known = before.get(writer) ?? {};
    for (const [key, value] of Object.entries(metadata)) {
      if (!last.has(key) || !isSame(known, key, value)) last.set(key, { writer, value });
    }
    before.set(writer, metadata);
  }
  const merged = [...last];
  const entries = (of: typeof merged): Metadata =>
    Object.fromEntries(of.map(([key, { value }]) => [key, value]));
  return {
    metadata: entries(merged),
    joinedMetadata: entries(merged.filter(([, { writer }]) => writer !== OWNER)),
  };
}

function isSame(known: Metadata, key: string, value: unknown): boolean {
  return Object.hasOwn(known, key) && JSON.stringify(known[key]) === JSON.stringify(value);
}
