import type { SimilarFailure } from "../source/trace-source.js";

/** Failures of a skill that say the same, to be shown once. */
export interface EqualFailures {
  /** The best of them, by the order they came in. */
  readonly first: SimilarFailure;
  readonly others: readonly SimilarFailure[];
}

/** Puts failures together that say the same, each where the first of them is; none is left out. */
export function foldEqual(failures: readonly SimilarFailure[]): readonly EqualFailures[] {
  const folded = new Map<string, { first: SimilarFailure; others: SimilarFailure[] }>();
  for (const failure of failures) {
    const key = JSON.stringify([failure.skillName, failure.errorMessage]);
    const equal = folded.get(key);
    if (equal === undefined) folded.set(key, { first: failure, others: [] });
    else equal.others.push(failure);
  }
  return [...folded.values()];
}
