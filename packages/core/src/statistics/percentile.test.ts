import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { percentile } from "./percentile.js";

const percents = fc.integer({ min: 1, max: 100 });
const oneTo = (count: number): readonly number[] => Array.from({ length: count }, (_, index) => index + 1);

describe("percentile", () => {
  it.each([
    [[15, 20, 35, 40, 50], 5, 15],
    [[15, 20, 35, 40, 50], 30, 20],
    [[15, 20, 35, 40, 50], 40, 20],
    [[15, 20, 35, 40, 50], 50, 35],
    [[15, 20, 35, 40, 50], 100, 50],
    [[7], 1, 7],
  ])("of %j at %i percent is %i", (values, percent, expected) => {
    expect(percentile(values, percent)).toBe(expected);
  });

  it("is absent where there are no values", () => {
    expect(percentile([], 50)).toBeUndefined();
  });

  it("has exactly the nearest rank, also where the fraction of a hundred is not exact in binary", () => {
    expect(percentile(oneTo(100), 7)).toBe(7);
    for (const percent of oneTo(100)) expect(percentile(oneTo(100), percent)).toBe(percent);
  });

  it("is the smallest value that so many percent do not exceed", () => {
    fc.assert(
      fc.property(fc.array(fc.integer(), { minLength: 1 }), percents, (values, percent) => {
        const value = percentile(values, percent) ?? Number.NaN;
        expect(values).toContain(value);
        const notAbove = values.filter((other) => other <= value).length;
        const below = values.filter((other) => other < value).length;
        expect(notAbove * 100).toBeGreaterThanOrEqual(percent * values.length);
        expect(below * 100).toBeLessThan(percent * values.length);
      }),
    );
  });

  it("leaves the values in their order", () => {
    const values = [3, 1, 2];
    percentile(values, 50);
    expect(values).toEqual([3, 1, 2]);
  });
});
