import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { jaccard } from "./jaccard.js";
import { type FailureCandidate, SimilarFailures } from "./similar-failures.js";
import { tokenize } from "./tokenize.js";

const message = fc.array(fc.constantFrom(..."abcdef"), { maxLength: 6 }).map((list) => list.join(" "));

/** Few messages and fewer times, so that most answers hold ties. */
const candidates: fc.Arbitrary<readonly FailureCandidate[]> = fc.uniqueArray(
  fc.record({
    traceId: fc.nat({ max: 200 }).map(String),
    errorMessage: message,
    startedAt: fc.constantFrom("2025-11-16T12:00:00Z", "2025-11-16T12:00:01Z", "2024-01-01T00:00:00Z"),
  }),
  { selector: ({ traceId }) => traceId, maxLength: 60 },
);

function offerAll(search: SimilarFailures<FailureCandidate>, offers: readonly FailureCandidate[]): void {
  for (const offer of offers) search.offer(offer);
}

function failure(
  traceId: string,
  errorMessage: string,
  startedAt = "2025-11-16T12:00:00Z",
): FailureCandidate {
  return { traceId, errorMessage, startedAt };
}

function bruteForce(
  question: string,
  offers: readonly FailureCandidate[],
  limit: number,
  minimum: number,
): readonly string[] {
  const words = tokenize(question);
  if (words.size === 0) return [];
  return offers
    .map((offer) => ({ ...offer, score: jaccard(words, tokenize(offer.errorMessage)) }))
    .filter(({ score }) => score >= minimum)
    .sort(
      (a, b) =>
        b.score - a.score ||
        (a.startedAt < b.startedAt ? 1 : a.startedAt > b.startedAt ? -1 : 0) ||
        (a.traceId < b.traceId ? 1 : -1),
    )
    .slice(0, limit)
    .map(({ traceId }) => traceId);
}

describe("SimilarFailures", () => {
  it("answers what comparing with everything and sorting would, ties included, in whatever order they come", () => {
    fc.assert(
      fc.property(
        candidates.chain((offers) =>
          fc.tuple(fc.constant(offers), fc.shuffledSubarray([...offers], { minLength: offers.length })),
        ),
        message,
        fc.constantFrom(0, 1, 2, 5, 1000),
        fc.constantFrom(0, 0.2, 0.3, 0.5, 1),
        ([offers, shuffled], question, limit, minimum) => {
          const search = new SimilarFailures(question, limit, minimum);
          offerAll(search, shuffled);
          expect(search.best().map((scored) => scored.failure.traceId)).toEqual(
            bruteForce(question, offers, limit, minimum),
          );
        },
      ),
      { numRuns: 500 },
    );
  });

  it("finds exactly 30 percent by default, and nothing below", () => {
    const search = new SimilarFailures("a b c d e f g h i j", 10);
    offerAll(search, [failure("three", "a b c"), failure("two", "a b"), failure("none", "x")]);
    expect(search.best()).toEqual([{ failure: failure("three", "a b c"), similarityScore: 0.3 }]);
  });

  it("finds six of twenty at 30 percent", () => {
    const twenty = Array.from({ length: 20 }, (_, index) => `w${index}`);
    const search = new SimilarFailures(twenty.join(" "), 10);
    search.offer(failure("six", twenty.slice(0, 6).join(" ")));
    expect(search.best()).toHaveLength(1);
  });

  it("puts the newer of two equals first, then the greater id", () => {
    const search = new SimilarFailures("a", 10);
    offerAll(search, [failure("1", "a", "2024"), failure("2", "a", "2025"), failure("3", "a", "2025")]);
    expect(search.best().map((scored) => scored.failure.traceId)).toEqual(["3", "2", "1"]);
  });

  it.each([
    ["", 10],
    ["   ", 10],
    ["a", 0],
  ])("finds nothing for the question %j with the limit %i, and says so beforehand", (question, limit) => {
    const search = new SimilarFailures(question, limit, 0);
    search.offer(failure("1", "a"));
    expect(search.isEmpty).toBe(true);
    expect(search.best()).toEqual([]);
  });

  it("hands out an answer that later offers do not change", () => {
    const search = new SimilarFailures("a", 10);
    const before = search.best();
    search.offer(failure("1", "a"));
    expect(before).toEqual([]);
  });
});
