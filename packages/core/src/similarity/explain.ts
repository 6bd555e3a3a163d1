/** Why two messages have the similarity that they have; each list in the order of its message. */
export interface Explanation {
  /** Words of both, in the order of the question. */
  readonly sharedTokens: readonly string[];
  /** Words of the question that the failure lacks. */
  readonly questionTokens: readonly string[];
  /** Words of the failure that the question lacks. */
  readonly failureTokens: readonly string[];
}

/** Parts the words of a question and of a failure into shared ones and ones of a single side. */
export function explain(question: ReadonlySet<string>, failure: ReadonlySet<string>): Explanation {
  return {
    sharedTokens: [...question].filter((token) => failure.has(token)),
    questionTokens: [...question].filter((token) => !failure.has(token)),
    failureTokens: [...failure].filter((token) => !question.has(token)),
  };
}
