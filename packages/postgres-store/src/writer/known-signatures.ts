/** Somebody may have removed one by hand: it is missing for so long, and no longer. */
const KNOWN_MS = 60_000;
const MOST = 10_000;

/**
 * Signatures that were added a moment ago, and need not be added once more: traces of one program mostly have the same few, and
 * to add them takes a third of the time of a trace that is stored by itself.
 */
export class KnownSignatures {
  /** Until when each is taken for known, by `performance.now()`. */
  readonly #until = new Map<string, number>();

  /** Those of features whose signature may not be there. */
  unknownOf<F extends { readonly signature: string }>(features: readonly F[]): readonly F[] {
    if (this.#until.size === 0) return features;
    const now = performance.now();
    return features.filter(({ signature }) => (this.#until.get(signature) ?? 0) <= now);
  }

  /** They are there, for the statement that added them is committed. */
  learn(features: readonly { readonly signature: string }[]): void {
    if (this.#until.size + features.length > MOST) this.forget();
    const until = performance.now() + KNOWN_MS;
    for (const { signature } of features) this.#until.set(signature, until);
  }

  /** After any failure: what answers again may be another server, or one that was set back to an older state. */
  forget(): void {
    this.#until.clear();
  }
}
