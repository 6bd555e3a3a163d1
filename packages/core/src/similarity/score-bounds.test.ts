import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { partWords } from "./failure-features.js";
import { jaccard } from "./jaccard.js";
import { coveringSets, leastVariable, leastVariableAlone, scoreOf } from "./score-bounds.js";

const words = fc.uniqueArray(fc.constantFrom("a", "b", "c", "d", "1", "2", "3", "4"));

/** What of a failure its signature says. */
function sharedWords(question: ReadonlySet<string>, failure: ReadonlySet<string>) {
  const shared = partWords(failure).skeleton.filter((word) => question.has(word)).length;
  return { size: failure.size, shared };
}

describe("scoreOf", () => {
  it("is the Jaccard similarity", () => {
    fc.assert(
      fc.property(words, words, (a, b) => {
        const [question, failure] = [new Set(a), new Set(b)];
        const shared = a.filter((word) => failure.has(word)).length;
        expect(scoreOf(question.size, { size: failure.size, shared })).toBe(jaccard(question, failure));
      }),
    );
  });
});

describe("leastVariable", () => {
  it("keeps every failure that has a place by sharing variable words", () => {
    const scores = fc.constantFrom(0.1, 0.3, 0.5, 0.75, 1);
    fc.assert(
      fc.property(words, fc.array(words), scores, fc.boolean(), (asked, given, score, isTaken) => {
        const question = new Set<string>(asked);
        const variable = partWords(question).variable;
        const size = { size: question.size, variable: variable.length };
        for (const failure of given.map((list) => new Set<string>(list))) {
          const count = variable.filter((word) => failure.has(word)).length;
          const own = jaccard(question, failure);
          if (count === 0 || own < score || (isTaken && own === score)) continue;
          const signature = sharedWords(question, failure);
          const least =
            signature.shared === 0
              ? leastVariableAlone(size, { score, isTaken })
              : leastVariable(size, signature, { score, isTaken });
          expect(count).toBeGreaterThanOrEqual(least ?? Number.POSITIVE_INFINITY);
        }
      }),
      { numRuns: 1000 },
    );
  });

  const signature = { size: 4, shared: 2 };

  it("is the more, the higher the score is; and none, where the words are too few", () => {
    const leasts = [0.5, 0.6, 0.61, 1].map((score) =>
      leastVariable({ size: 4, variable: 2 }, signature, { score, isTaken: false }),
    );
    expect(leasts).toEqual([1, 1, 2, 2]);
    const place = { score: 0.61, isTaken: false };
    expect(leastVariable({ size: 4, variable: 1 }, signature, place)).toBeUndefined();
    expect(leastVariable({ size: 4, variable: 0 }, signature, { ...place, score: 0 })).toBeUndefined();
    expect(leastVariableAlone({ size: 4, variable: 3 }, { score: 0.5, isTaken: true })).toBe(3);
    expect(leastVariableAlone({ size: 4, variable: 1 }, { score: 0.5, isTaken: false })).toBeUndefined();
  });

  it("asks for more than the same score where that place is taken", () => {
    const least = (isTaken: boolean) =>
      leastVariable({ size: 4, variable: 2 }, signature, { score: 0.6, isTaken });
    expect([least(false), least(true)]).toEqual([1, 2]);
  });
});

describe("coveringSets", () => {
  const list = fc.uniqueArray(fc.constantFrom(..."abcdefgh"), { minLength: 1 });

  it("has a set in everything that shares enough words, whatever the number of sets", () => {
    fc.assert(
      fc.property(list, list, fc.integer({ min: 1, max: 60 }), (question, failure, most) => {
        const shared = question.filter((word) => failure.includes(word)).length;
        for (let least = 1; least <= shared; least += 1) {
          const sets = coveringSets(question, least, most);
          expect(sets.some((words) => words.every((word) => failure.includes(word)))).toBe(true);
          expect(sets.length).toBeLessThanOrEqual(Math.max(most, question.length));
        }
      }),
    );
  });

  it("says the same as the number, where the sets are not too many; else it is of the rarest words", () => {
    expect(coveringSets(["a", "b", "c"], 2, 3)).toEqual([
      ["a", "b"],
      ["a", "c"],
      ["b", "c"],
    ]);
    expect(coveringSets(["a", "b", "c"], 2, 2)).toEqual([["a"], ["b"]]);
    expect(coveringSets(["a", "b", "c"], 3, 1)).toEqual([["a", "b", "c"]]);
  });
});
