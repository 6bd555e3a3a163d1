/** A piece of a message: a word that both have or one alone, or the white space between words. */
export interface MarkedPiece {
  readonly text: string;
  /** Where it stands in the message: what tells it from the others. */
  readonly at: number;
  readonly kind: "shared" | "own" | "space";
}

/** A message of which more is not read. */
const LONGEST = 2000;

/**
 * A message in words, those marked that another message has too.
 *
 * @param sharedTokens lower-cased, as the answer gives them
 */
export function markedWords(message: string, sharedTokens: readonly string[]): readonly MarkedPiece[] {
  const shared = new Set(sharedTokens);
  let at = 0;
  return message
    .slice(0, LONGEST)
    .split(/(\s+)/)
    .flatMap((text): readonly MarkedPiece[] => {
      const place = at;
      at += text.length;
      if (text === "") return [];
      if (text.trim() === "") return [{ text, at: place, kind: "space" }];
      return [{ text, at: place, kind: shared.has(text.toLowerCase()) ? "shared" : "own" }];
    });
}
