import * as fc from "fast-check";
import { expect, it } from "vitest";
import { anyRows, nestedRows, rowsOf } from "../../tests/waterfall/any-rows.js";
import { isFailed } from "./failed-rows.js";
import { MinimapCell, minimap } from "./minimap.js";

const draw = (rows: ReturnType<typeof rowsOf>, width: number, height: number): readonly string[] => {
  const { cells, height: lines } = minimap(rows, { axisUs: 100, width, height });
  return Array.from({ length: lines }, (_, line) =>
    Array.from(cells.subarray(line * width, (line + 1) * width), (cell) => " -x"[cell]).join(""),
  );
};

const rows = rowsOf(
  { id: 1, startUs: 0, durationUs: 100 },
  { id: 2, parentId: 1, startUs: 0, durationUs: 50 },
  { id: 3, parentId: 1, startUs: 50, durationUs: 40, flags: 1 },
  { id: 4, parentId: 1, startUs: 100, durationUs: 0 },
);

it("draws time from left to right, and rows from top to bottom", () => {
  expect(draw(rows, 10, 8)).toEqual(["----------", "-----     ", "     xxxx ", "         -"]);
});

it("lets several rows share a line, and a failure be seen", () => {
  expect(draw(rows, 10, 2)).toEqual(["----------", "     xxxx-"]);
  expect(draw(rows, 1, 1)).toEqual(["x"]);
});

it("shows each step and each failure, and never leaves its cells", () => {
  fc.assert(
    fc.property(
      anyRows,
      fc.integer({ min: 1, max: 9 }),
      fc.integer({ min: 1, max: 9 }),
      (any, width, most) => {
        const { cells, height } = minimap(any, { axisUs: 30, width, height: most });
        expect(cells).toHaveLength(width * height);
        for (let row = 0; row < any.count; row += 1) {
          const line = Math.floor((row * height) / any.count) * width;
          const found = cells.subarray(line, line + width);
          expect(Math.max(...found)).toBeGreaterThanOrEqual(
            isFailed(any, row) ? MinimapCell.failed : MinimapCell.step,
          );
        }
      },
    ),
  );
});

it("reduces 50,000 rows, and none", () => {
  expect(minimap(nestedRows(50_000, 8), { axisUs: 50_000, width: 1000, height: 60 }).cells).toHaveLength(
    60_000,
  );
  expect(minimap(rowsOf(), { axisUs: 1, width: 10, height: 10 }).cells).toHaveLength(0);
});
