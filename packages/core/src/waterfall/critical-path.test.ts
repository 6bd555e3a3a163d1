import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { anyRows, nestedRows, rowsOf } from "../../tests/waterfall/any-rows.js";
import { criticalPath } from "./critical-path.js";
import type { WaterfallRows } from "./waterfall-rows.js";

type Part = readonly [row: number, startUs: number, endUs: number];

function partsOf(rows: WaterfallRows): readonly Part[] {
  const { row, startUs, endUs } = criticalPath(rows);
  return [...row].map((one, index) => [one, startUs[index] ?? 0, endUs[index] ?? 0]);
}

describe("criticalPath", () => {
  it("walks back through the last to end, and to the last that had ended before it began", () => {
    const rows = rowsOf(
      { id: 1, startUs: 0, durationUs: 101 },
      { id: 2, parentId: 1, startUs: 11, durationUs: 22 }, // had ended before 4 began, and before 3 did
      { id: 3, parentId: 1, startUs: 20, durationUs: 35 }, // had not ended when 4 began
      { id: 4, parentId: 1, startUs: 43, durationUs: 48 },
      { id: 5, parentId: 4, startUs: 50, durationUs: 11 },
    );
    expect(partsOf(rows)).toEqual([
      [0, 0, 11],
      [1, 11, 33],
      [0, 33, 43],
      [3, 43, 50],
      [4, 50, 61],
      [3, 61, 91],
      [0, 91, 101],
    ]);
  });

  it("takes, of steps that end together, the one that ran all the time", () => {
    const rows = rowsOf(
      { id: 1, startUs: 0, durationUs: 11 },
      { id: 2, parentId: 1, startUs: 2, durationUs: 9 },
      { id: 3, parentId: 1, startUs: 10, durationUs: 1 },
    );
    expect(partsOf(rows)).toEqual([
      [0, 0, 2],
      [1, 2, 11],
    ]);
  });

  it("goes from one top-level step to the one before, and leaves out what lies between", () => {
    const rows = rowsOf({ id: 1, startUs: 0, durationUs: 11 }, { id: 2, startUs: 15, durationUs: 6 });
    expect(partsOf(rows)).toEqual([
      [0, 0, 11],
      [1, 15, 21],
    ]);
  });

  it("leaves out what ran on after the step that it ran in", () => {
    const rows = rowsOf(
      { id: 1, startUs: 0, durationUs: 11 },
      { id: 2, parentId: 1, startUs: 5, durationUs: 99 },
      { id: 3, parentId: 1, startUs: 20, durationUs: 9 },
    );
    expect(partsOf(rows)).toEqual([
      [0, 0, 5],
      [1, 5, 11],
    ]);
  });

  it("bears with times that are known to the millisecond", () => {
    const rows = rowsOf({ startUs: 0, durationUs: 20_000 }, { startUs: 19_600, durationUs: 5_000 });
    expect(partsOf(rows)).toEqual([
      [0, 0, 19_600],
      [1, 19_600, 24_600],
    ]);
    const exact = rowsOf({ startUs: 0, durationUs: 20_001 }, { startUs: 19_600, durationUs: 5_000 });
    expect(partsOf(exact)).toEqual([[1, 19_600, 24_600]]);
  });

  it("takes 50,000 steps that nest 10,000 deep", () => {
    expect(criticalPath(nestedRows(50_000, 10_000)).row.length).toBeGreaterThan(9999);
    expect(criticalPath(rowsOf()).row).toHaveLength(0);
  });
});

describe("the parts of a critical path", () => {
  it("lie one after another, each within its step, and in no part of a step that runs in it", () => {
    fc.assert(
      fc.property(anyRows, (rows) => {
        const parts = partsOf(rows);
        for (const [index, [row, startUs, endUs]] of parts.entries()) {
          expect(startUs).toBeLessThan(endUs);
          expect(startUs).toBeGreaterThanOrEqual(parts[index - 1]?.[2] ?? 0);
          expect(startUs).toBeGreaterThanOrEqual(rows.startUs[row] ?? 0);
          expect(endUs).toBeLessThanOrEqual((rows.startUs[row] ?? 0) + (rows.durationUs[row] ?? 0));
        }
      }),
    );
  });

  it("end when the last top-level step does, and leave no gap while one of its steps runs", () => {
    fc.assert(
      fc.property(anyRows, (rows) => {
        const parts = partsOf(rows);
        const top = [...rows.step.keys()].filter((row) => rows.parent[row] === -1);
        const endOf = (row: number) => (rows.startUs[row] ?? 0) + (rows.durationUs[row] ?? 0);
        const last = top.filter((row) => rows.durationUs[row] !== 0);
        const end = Math.max(0, ...last.map(endOf));
        expect(parts.at(-1)?.[2] ?? 0).toBe(end);
        for (const [index, [row, startUs]] of parts.entries()) {
          const before = parts[index - 1]?.[2] ?? 0;
          const around = top.findLast((first) => first <= row) ?? -1;
          // Only before steps of the top level is there a moment that is nobody's.
          if (before !== startUs) expect(startUs).toBe(rows.startUs[around]);
        }
      }),
    );
  });
});
