import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { longestCommonSubsequence } from "./longest-common-subsequence.js";

const letters = (length: number) =>
  fc.array(fc.constantFrom(..."abcdefgh"), { maxLength: length, size: "max" });

describe("longestCommonSubsequence", () => {
  it("gives the places of what both have in the same order", () => {
    expect(longestCommonSubsequence([..."abcd"], [..."axcd"])).toEqual([
      [0, 0],
      [2, 2],
      [3, 3],
    ]);
    expect(longestCommonSubsequence([], [..."ab"])).toEqual([]);
    expect(longestCommonSubsequence([..."ab"], [..."cd"])).toEqual([]);
  });

  it("is common, in order, and as long as the longest", () => {
    fc.assert(
      fc.property(letters(120), letters(120), (a, b) => {
        const pairs = longestCommonSubsequence(a, b);
        for (const [index, [placeA, placeB]] of pairs.entries()) {
          expect(a[placeA]).toBe(b[placeB]);
          const [lastA, lastB] = pairs[index - 1] ?? [-1, -1];
          expect(placeA > lastA && placeB > lastB).toBe(true);
        }
        expect(pairs).toHaveLength(lengthByTable(a, b));
      }),
    );
  });

  it("compares sequences of many windows, and finds what each window has", () => {
    const a = Array.from({ length: 40_000 }, (_, index) => index);
    const b = ["first", ...a.filter((index) => index % 1000 !== 0), "last"];
    const pairs = longestCommonSubsequence<unknown>(["start", ...a, "end"], b);
    expect(pairs.length).toBeGreaterThan(39_900);
    expect(pairs.every(([placeA, placeB]) => a[placeA - 1] === b[placeB])).toBe(true);
    const lists = [pairs.map(([placeA]) => placeA), pairs.map(([, placeB]) => placeB)];
    for (const places of lists) expect(places).toEqual([...new Set(places)].sort((one, two) => one - two));
  });
});

/** The table of the textbook. */
function lengthByTable(a: readonly string[], b: readonly string[]): number {
  let above: readonly number[] = [0, ...b.map(() => 0)];
  for (const element of a) {
    const row = [0];
    for (const [index, other] of b.entries()) {
      const longest = Math.max(above[index + 1] ?? 0, row[index] ?? 0);
      row.push(element === other ? (above[index] ?? 0) + 1 : longest);
    }
    above = row;
  }
  return above.at(-1) ?? 0;
}
