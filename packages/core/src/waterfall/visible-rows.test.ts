import * as fc from "fast-check";
import { expect, it } from "vitest";
import { anyRows, rowsOf } from "../../tests/waterfall/any-rows.js";
import { isOpen, reveal, toggleRow, visibleIndex, visibleRows } from "./visible-rows.js";

const rows = rowsOf(
  { id: 1, startUs: 0, durationUs: 9 },
  { id: 2, parentId: 1, startUs: 1, durationUs: 3 },
  { id: 3, parentId: 2, startUs: 2, durationUs: 1 },
  { id: 4, parentId: 1, startUs: 5, durationUs: 1 },
  { id: 5, startUs: 9, durationUs: 1 },
);

const anyFolding = fc.record({
  openDepth: fc.nat(4),
  toggled: fc.array(fc.nat(11)).map((steps): ReadonlySet<number> => new Set(steps)),
});

it("shows all rows but those inside of folded ones", () => {
  expect([...visibleRows(rows)]).toEqual([0, 1, 2, 3, 4]);
  expect([...visibleRows(rows, { toggled: new Set([1]) })]).toEqual([0, 1, 3, 4]);
  expect([...visibleRows(rows, { toggled: new Set([0, 1]) })]).toEqual([0, 4]);
  expect([...visibleRows(rows, { openDepth: 1 })]).toEqual([0, 1, 3, 4]);
  expect([...visibleRows(rows, { openDepth: 0, toggled: new Set([0]) })]).toEqual([0, 1, 3, 4]);
});

it("folds and unfolds one row", () => {
  const folded = toggleRow(rows, 0, { openDepth: 5 });
  expect(isOpen(rows, 0, folded)).toBe(false);
  expect(isOpen(rows, 0, toggleRow(rows, 0, folded))).toBe(true);
});

it("shows a row if and only if all are unfolded that it runs in", () => {
  fc.assert(
    fc.property(anyRows, anyFolding, (any, folding) => {
      const isSeen = (row: number): boolean => {
        const above = any.parent[row] ?? -1;
        return above < 0 || (isOpen(any, above, folding) && isSeen(above));
      };
      expect([...visibleRows(any, folding)]).toEqual([...any.step.keys()].filter(isSeen));
    }),
  );
});

it("reveals a row, and hides none by it", () => {
  fc.assert(
    fc.property(anyRows, anyFolding, fc.nat(11), (any, folding, row) => {
      fc.pre(row < any.count);
      const before = visibleRows(any, folding);
      const after = new Set(visibleRows(any, reveal(any, row, folding)));
      expect(after.has(row)).toBe(true);
      expect(before.every((seen) => after.has(seen))).toBe(true);
    }),
  );
});

it("finds a row among the visible ones, or the row that hides it", () => {
  fc.assert(
    fc.property(anyRows, anyFolding, (any, folding) => {
      const visible = visibleRows(any, folding);
      for (let row = 0; row < any.count; row += 1) {
        const found = visible[visibleIndex(visible, row)] ?? -1;
        expect(found === row || (found < row && row < (any.end[found] ?? 0))).toBe(true);
      }
    }),
  );
});
