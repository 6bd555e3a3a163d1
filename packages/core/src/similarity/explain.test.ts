import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { explain } from "./explain.js";
import { jaccard } from "./jaccard.js";

const words = fc.array(fc.constantFrom(..."abcdefghij")).map((list) => new Set(list));

describe("explain", () => {
  it("parts the words, each list in the order of its message", () => {
    expect(explain(new Set(["b", "x", "a"]), new Set(["a", "y", "b", "z"]))).toEqual({
      sharedTokens: ["b", "a"],
      questionTokens: ["x"],
      failureTokens: ["y", "z"],
    });
  });

  it("loses no word, says none twice, and agrees with the score", () => {
    fc.assert(
      fc.property(words, words, (question, failure) => {
        const { sharedTokens, questionTokens, failureTokens } = explain(question, failure);
        expect([...sharedTokens, ...questionTokens].sort()).toEqual([...question].sort());
        expect([...sharedTokens, ...failureTokens].sort()).toEqual([...failure].sort());
        const union = sharedTokens.length + questionTokens.length + failureTokens.length;
        expect(union === 0 ? 0 : sharedTokens.length / union).toBe(jaccard(question, failure));
      }),
    );
  });
});
