import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { jaccard } from "./jaccard.js";

const words = fc.array(fc.constantFrom(..."abcdefghij")).map((list) => new Set(list));

describe("jaccard", () => {
  it("is the size of the intersection over that of the union", () => {
    expect(jaccard(new Set("abcd"), new Set("cdef"))).toBe(2 / 6);
  });

  it("is exactly 0.3 for three of ten, and for six of twenty", () => {
    expect(jaccard(new Set("abc"), new Set("abcdefghij"))).toBe(0.3);
    const twenty = Array.from({ length: 20 }, (_, index) => String(index));
    expect(jaccard(new Set(twenty.slice(0, 6)), new Set(twenty))).toBe(0.3);
  });

  it("is 0 for two empty sets, and for one", () => {
    expect(jaccard(new Set(), new Set())).toBe(0);
    expect(jaccard(new Set(), new Set("a"))).toBe(0);
  });

  it("is symmetric, from 0 to 1, and 1 exactly for equal sets that are not empty", () => {
    fc.assert(
      fc.property(words, words, (a, b) => {
        const score = jaccard(a, b);
        expect(score).toBe(jaccard(b, a));
        expect(score).toBeGreaterThanOrEqual(0);
        expect(score).toBeLessThanOrEqual(1);
        expect(score === 1).toBe(a.size > 0 && a.size === b.size && [...a].every((word) => b.has(word)));
      }),
    );
  });

  it("is what counting both sets out comes to", () => {
    fc.assert(
      fc.property(words, words, (a, b) => {
        const union = new Set([...a, ...b]).size;
        const shared = [...a].filter((word) => b.has(word)).length;
        expect(jaccard(a, b)).toBe(union === 0 ? 0 : shared / union);
      }),
    );
  });
});
