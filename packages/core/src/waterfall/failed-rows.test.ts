import * as fc from "fast-check";
import { expect, it } from "vitest";
import { anyRows, rowsOf } from "../../tests/waterfall/any-rows.js";
import { firstFailed, isFailed, nextFailed } from "./failed-rows.js";

const rows = rowsOf(
  { id: 1, startUs: 0, durationUs: 9, flags: 1 },
  { id: 2, parentId: 1, startUs: 1, durationUs: 3 },
  { id: 3, parentId: 1, startUs: 2, durationUs: 5, flags: 1 },
  { id: 4, startUs: 4, durationUs: 1, flags: 1 },
);

it("goes from failure to failure, and round", () => {
  expect(nextFailed(rows, -1)).toBe(0);
  expect(nextFailed(rows, 0)).toBe(2);
  expect(nextFailed(rows, 3)).toBe(0);
  expect(nextFailed(rows, 2, -1)).toBe(0);
  expect(nextFailed(rows, 0, -1)).toBe(3);
  expect(nextFailed(rows, -1, -1)).toBe(3);
});

it("finds the failure that ended first, of those that nothing within explains", () => {
  expect(firstFailed(rows)).toBe(3);
});

it("finds nothing where nothing failed", () => {
  const fine = rowsOf({ id: 1, startUs: 0, durationUs: 9 });
  expect(nextFailed(fine, -1)).toBeUndefined();
  expect(firstFailed(fine)).toBeUndefined();
  expect(nextFailed(rowsOf(), -1)).toBeUndefined();
});

it("comes by each failure once, in both directions", () => {
  fc.assert(
    fc.property(anyRows, fc.constantFrom<1 | -1>(1, -1), (any, direction) => {
      const failed = [...any.step.keys()].filter((row) => isFailed(any, row));
      const met: number[] = [];
      for (let row = -1; met.length < failed.length; ) {
        row = nextFailed(any, row, direction) ?? Number.NaN;
        met.push(row);
      }
      expect(met).toEqual(direction > 0 ? failed : failed.toReversed());
    }),
  );
});
