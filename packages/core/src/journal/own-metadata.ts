type Metadata = Readonly<Record<string, unknown>>;

/** First in the metadata, where no limit cuts it. */
const INTERRUPTED = { interrupted: true } as const;

/**
 * Metadata as it is stored: `interrupted` is the mark of a row that is not its owner's last word, and gives way to that. A
 * key of that name of the user's own is kept apart, as `user_interrupted`.
 */
export function ownMetadata(metadata: Metadata): Metadata {
  if (!Object.hasOwn(metadata, "interrupted")) return metadata;
  const { interrupted, ...rest } = metadata;
  return { ...rest, user_interrupted: interrupted };
}

/** Metadata of a row that is to give way to its owner's. */
export function markInterrupted(metadata: Metadata): Metadata {
  return { ...INTERRUPTED, ...metadata, ...INTERRUPTED };
}
