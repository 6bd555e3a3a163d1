import { jaccard } from "./jaccard.js";
import { type Ranked, Ranking } from "./ranking.js";
import { tokenize } from "./tokenize.js";

/** The least score that counts as similar, where a question does not say (inclusive). */
export const DEFAULT_MIN_SIMILARITY = 0.3;

/** A failure as the ranking sees it. */
export interface FailureCandidate {
  readonly traceId: string;
  readonly errorMessage: string;
  /** Any text whose order is the order of time. */
  readonly startedAt: string;
}

/** A failure with its score: exact, not rounded. */
export interface ScoredFailure<F extends FailureCandidate> {
  readonly failure: F;
  readonly similarityScore: number;
}

/**
 * The `limit` failures most similar to a question among all that are offered: by score, then newest first, then by
 * trace id, so that the answer does not depend on the order of the offers. An empty question finds nothing.
 *
 * @see the specification, `find_similar_failures`
 */
export class SimilarFailures<F extends FailureCandidate> {
  readonly #question: ReadonlySet<string>;
  readonly #limit: number;
  readonly #minSimilarity: number;
  readonly #ranking: Ranking<Ranked & ScoredFailure<F>>;

  constructor(question: string, limit: number, minSimilarity: number = DEFAULT_MIN_SIMILARITY) {
    this.#question = tokenize(question);
    this.#limit = limit;
    this.#minSimilarity = minSimilarity;
    this.#ranking = new Ranking(limit);
  }

  /** Whether no failure can be similar, so that none needs to be offered. */
  get isEmpty(): boolean {
    return this.#question.size === 0 || this.#limit === 0;
  }

  offer(failure: F): void {
    if (this.isEmpty) return;
    const similarityScore = jaccard(this.#question, tokenize(failure.errorMessage));
    if (similarityScore < this.#minSimilarity) return;
    const { startedAt, traceId } = failure;
    this.#ranking.offer({ score: similarityScore, startedAt, traceId, failure, similarityScore });
  }

  /** The best so far, best first. */
  best(): readonly ScoredFailure<F>[] {
    return this.#ranking.best().map(({ failure, similarityScore }) => ({ failure, similarityScore }));
  }
}
