/** What has a place in a ranking. */
export interface Ranked {
  readonly score: number;
  /** Any text whose order is the order of time. */
  readonly startedAt: string;
  readonly traceId: string;
}

/**
 * The `limit` best of all that are offered: by score, then newest first, then by trace id, so that it does not depend on the
 * order of the offers.
 */
export class Ranking<T extends Ranked> {
  readonly #limit: number;
  readonly #best: T[] = [];

  constructor(limit: number) {
    this.#limit = limit;
  }

  /** The score below which nothing has a place any more; 0 while there is room. */
  get threshold(): number {
    return this.last?.score ?? 0;
  }

  /** What has the last place; `undefined` while there is room. */
  get last(): T | undefined {
    return this.#best.length < this.#limit ? undefined : this.#best.at(-1);
  }

  offer(offered: T): void {
    const best = this.#best;
    const last = best.at(-1);
    if (best.length >= this.#limit && (last === undefined || compareRanked(offered, last) >= 0)) return;
    let low = 0;
    let high = best.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      const other = best[middle];
      if (other !== undefined && compareRanked(other, offered) <= 0) low = middle + 1;
      else high = middle;
    }
    best.splice(low, 0, offered);
    if (best.length > this.#limit) best.pop();
  }

  /** The best so far, best first. */
  best(): readonly T[] {
    return [...this.#best];
  }
}

function compareRanked(a: Ranked, b: Ranked): number {
  return b.score - a.score || descending(a.startedAt, b.startedAt) || descending(a.traceId, b.traceId);
}

function descending(a: string, b: string): number {
  if (a === b) return 0;
  return a < b ? 1 : -1;
}
