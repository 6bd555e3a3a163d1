import { expect, it } from "vitest";
import type { SimilarFailure } from "../source/trace-source.js";
import { foldEqual } from "./fold-equal.js";

function failure(traceId: string, skillName: string, errorMessage: string): SimilarFailure {
  const words = { sharedTokens: [], questionTokens: [], failureTokens: [] };
  const startedAt = "2026-01-01T00:00:00.000Z";
  return { traceId, skillName, errorMessage, startedAt, status: "failed", similarityScore: 1, ...words };
}

it("puts failures of a skill together that say the same, where the first of them is", () => {
  const a1 = failure("a1", "build", "disk full");
  const b = failure("b", "build", "disk full on /var");
  const c = failure("c", "deploy", "disk full");
  const a2 = failure("a2", "build", "disk full");
  expect(foldEqual([a1, b, a2, c])).toEqual([
    { first: a1, others: [a2] },
    { first: b, others: [] },
    { first: c, others: [] },
  ]);
});

it("is nothing where there is nothing", () => {
  expect(foldEqual([])).toEqual([]);
});
