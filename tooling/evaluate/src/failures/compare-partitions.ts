import { countNames } from "../count-names.js";

/** How far two ways to group the same things agree. */
export interface Agreement {
  /** Of the pairs that we put together, the part that belongs together; `undefined` where we put none together. */
  readonly precision: number | undefined;
  /** Of the pairs that belong together, the part that we put together; `undefined` where none belongs together. */
  readonly recall: number | undefined;
  /** 1 where both group alike, about 0 where they agree as chance would have it; `undefined` where neither says anything. */
  readonly adjustedRandIndex: number | undefined;
}

/**
 * Compares our groups with reference groups, pair by pair of the things that are grouped. With n_ij things in our group i
 * and reference group j, C(n) = n (n - 1) / 2, and T = sum C(n_ij), A = sum C(n_i.), B = sum C(n_.j): precision is T / A,
 * recall T / B, and the adjusted Rand index (T - E) / ((A + B) / 2 - E) with E = A B / C(n).
 *
 * @param pairs of each thing, our group and that of the reference
 * @see Hubert, L., Arabie, P. (1985): Comparing partitions. Journal of Classification 2, 193-218
 */
export function comparePartitions(pairs: readonly (readonly [ours: string, theirs: string])[]): Agreement {
  const together = pairsWithin(pairs.map(([ours, theirs]) => JSON.stringify([ours, theirs])));
  const ours = pairsWithin(pairs.map(([group]) => group));
  const theirs = pairsWithin(pairs.map(([, group]) => group));
  const expected = ratio(ours * theirs, pairsOf(pairs.length)) ?? 0;
  return {
    precision: ratio(together, ours),
    recall: ratio(together, theirs),
    adjustedRandIndex: ratio(together - expected, (ours + theirs) / 2 - expected),
  };
}

function pairsWithin(names: readonly string[]): number {
  return [...countNames(names).values()].reduce((sum, count) => sum + pairsOf(count), 0);
}

function pairsOf(count: number): number {
  return (count * (count - 1)) / 2;
}

function ratio(part: number, whole: number): number | undefined {
  return whole === 0 ? undefined : part / whole;
}
