import { longestCommonSubsequence, type PlacePair } from "./longest-common-subsequence.js";

/** Which names of two lists stand for each other. */
export interface SiblingMatches {
  /** Those in the same order in both, as many as possible; in order. */
  readonly inOrder: readonly PlacePair[];
  /** Those that both have, but not in that order; by their places in the first list. */
  readonly moved: readonly PlacePair[];
}

/**
 * Matches names one to one: first what is in the same order, then what is left of each name, the first with the first. The same
 * for (b, a) as for (a, b), sides swapped.
 */
export function matchSiblings(a: readonly string[], b: readonly string[]): SiblingMatches {
  // There may be several longest ones: which it is must not depend on who comes first.
  if (comesBefore(b, a)) {
    const { inOrder, moved } = matchSiblings(b, a);
    return { inOrder: inOrder.map(swap), moved: moved.map(swap).sort(([one], [other]) => one - other) };
  }
  const inOrder = longestCommonSubsequence(a, b);
  const takenA = new Set(inOrder.map(([place]) => place));
  const takenB = new Set(inOrder.map(([, place]) => place));
  const left = new Map<string, number[]>();
  b.forEach((name, place) => {
    if (takenB.has(place)) return;
    const places = left.get(name);
    if (places === undefined) left.set(name, [place]);
    else places.push(place);
  });
  const moved: PlacePair[] = [];
  a.forEach((name, place) => {
    const other = takenA.has(place) ? undefined : left.get(name)?.shift();
    if (other !== undefined) moved.push([place, other]);
  });
  return { inOrder, moved };
}

/** An order of lists: shorter ones first, then by the first names that differ. */
function comesBefore(a: readonly string[], b: readonly string[]): boolean {
  if (a.length !== b.length) return a.length < b.length;
  const place = a.findIndex((name, index) => name !== b[index]);
  return place >= 0 && (a[place] ?? "") < (b[place] ?? "");
}

function swap([a, b]: PlacePair): PlacePair {
  return [b, a];
}
