import { expect, it } from "vitest";
import { takeSample } from "./take-sample.js";

const list = Array.from({ length: 100 }, (_, index) => index);

it("takes as many as asked for, none twice, the same again for the same seed", () => {
  const sample = takeSample(list, 10, 1);
  expect(new Set(sample).size).toBe(10);
  expect(takeSample(list, 10, 1)).toEqual(sample);
  expect(takeSample(list, 10, 2)).not.toEqual(sample);
});

it("takes all where there are fewer", () => {
  expect(takeSample(list, 200, 1)).toEqual(list);
});
