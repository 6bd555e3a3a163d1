import * as fc from "fast-check";
import { expect, it } from "vitest";
import { anyRows, nestedRows, rowsOf } from "../../tests/waterfall/any-rows.js";
import { selfParts } from "./self-parts.js";
import { selfTimes } from "./self-times.js";

it("does not count children side by side twice, nor what reaches out of the step", () => {
  const rows = rowsOf(
    { id: 1, startUs: 100, durationUs: 100 },
    { id: 2, parentId: 1, startUs: 90, durationUs: 20 },
    { id: 3, parentId: 1, startUs: 120, durationUs: 40 },
    { id: 4, parentId: 1, startUs: 130, durationUs: 10 },
    { id: 5, parentId: 1, startUs: 150, durationUs: 20 },
    { id: 6, parentId: 1, startUs: 195, durationUs: 50 },
    { id: 7, parentId: 1, startUs: 300, durationUs: 50 },
  );
  // Covered: 100 to 110, 120 to 170, 195 to 200.
  expect(selfTimes(rows)[0]).toBe(35);
});

it("is what is left when each microsecond is looked at", () => {
  fc.assert(
    fc.property(anyRows, (rows) => {
      const covers = (row: number, us: number): boolean => {
        const startUs = rows.startUs[row] ?? 0;
        return startUs <= us && us < startUs + (rows.durationUs[row] ?? 0);
      };
      const moments = Array.from({ length: 41 }, (_, us) => us);
      const all = [...rows.step.keys()];
      const expected = all.map((row) => {
        const children = all.filter((child) => rows.parent[child] === row);
        return moments.filter((us) => covers(row, us) && !children.some((child) => covers(child, us))).length;
      });
      expect([...selfTimes(rows)]).toEqual(expected);
    }),
  );
});

it("takes 50,000 steps that nest 10,000 deep", () => {
  const self = selfTimes(nestedRows(50_000, 10_000));
  expect(self[0]).toBe(2);
  expect(self[49_999]).toBe(2);
});

it("lies in the parts of the step that no child covers", () => {
  const rows = rowsOf(
    { id: 1, startUs: 100, durationUs: 100 },
    { id: 2, parentId: 1, startUs: 120, durationUs: 40 },
    { id: 3, parentId: 1, startUs: 150, durationUs: 20 },
    { id: 4, parentId: 1, startUs: 195, durationUs: 50 },
  );
  expect(selfParts(rows, 0)).toEqual([100, 120, 170, 195]);
  fc.assert(
    fc.property(anyRows, (any) => {
      const self = selfTimes(any);
      for (let row = 0; row < any.count; row += 1) {
        const parts = selfParts(any, row);
        expect(parts.reduce((sum, us, index) => sum + (index % 2 === 0 ? -us : us), 0)).toBe(self[row]);
        expect(parts).toEqual([...new Set(parts)].sort((a, b) => a - b));
      }
    }),
  );
});
