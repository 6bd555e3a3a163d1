import { expect, it } from "vitest";
import { scoreBands } from "./score-bands.js";

it("puts each pair into the band of its score, and says what the band is worth", () => {
  const bands = scoreBands([
    { score: 1, sameGroup: true, sameCode: true },
    { score: 0.8, sameGroup: true },
    { score: 0.99, sameGroup: false, sameCode: false },
    { score: 0.6, sameGroup: true },
    { score: 0.3, sameGroup: true },
    { score: 0.2, sameGroup: false },
  ]);
  expect(bands.map(({ title, pairs, sameGroup }) => [title, pairs, sameGroup])).toEqual([
    ["1", 1, 1],
    ["0.8 to 1", 2, 0.5],
    ["0.6 to 0.8", 1, 1],
    ["0.3 to 0.6", 1, 1],
    ["below 0.3", 1, 0],
  ]);
  expect(bands.map(({ ofGroup }) => ofGroup)).toEqual([0.25, 0.25, 0.25, 0.25, 0]);
  expect(bands.map(({ sameCode }) => sameCode)).toEqual([1, 0, undefined, undefined, undefined]);
});

it("says nothing of a band without pairs", () => {
  expect(scoreBands([]).every(({ sameGroup, ofGroup }) => (sameGroup ?? ofGroup) === undefined)).toBe(true);
});
