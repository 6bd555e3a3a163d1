import { describe, expect, it } from "vitest";
import { Random } from "./random.js";

const some = (seed: number): readonly number[] => {
  const random = new Random(seed);
  return Array.from({ length: 1000 }, () => random.integer(3, 7));
};

describe("Random", () => {
  it("gives the same again for the same seed, and something else for another", () => {
    expect(some(1)).toEqual(some(1));
    expect(some(1)).not.toEqual(some(2));
  });

  it("gives each number of a range, its ends included", () => {
    expect(new Set(some(42))).toEqual(new Set([3, 4, 5, 6, 7]));
  });

  it("picks each member of a list, and of an empty one nothing", () => {
    const random = new Random(7);
    expect(new Set(Array.from({ length: 100 }, () => random.pick("abc".split(""))))).toEqual(
      new Set(["a", "b", "c"]),
    );
    expect(() => random.pick([])).toThrow(RangeError);
  });
});
