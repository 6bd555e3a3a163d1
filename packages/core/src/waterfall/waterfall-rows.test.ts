import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { traceOf } from "../../tests/trace-of.js";
import { anyRows, anySteps, nestedRows, rowsOf } from "../../tests/waterfall/any-rows.js";
import type { Step } from "../model/step.js";
import { nestSteps } from "./nest-steps.js";
import { stepColumns } from "./step-columns.js";
import { timeSteps } from "./time-steps.js";
import { lastEndUs, waterfallRows } from "./waterfall-rows.js";

describe("waterfallRows", () => {
  it("reads each step before those that ran in it, siblings by their start", () => {
    const rows = rowsOf(
      { id: 1, startUs: 10, durationUs: 40 },
      { id: 2, parentId: 1, startUs: 30, durationUs: 5, flags: 1 },
      { id: 3, parentId: 1, startUs: 20, durationUs: 8 },
      { id: 4, parentId: 3, startUs: 25, durationUs: 1, flags: 1 },
      { id: 5, startUs: 0, durationUs: 7 },
    );
    expect([...rows.step]).toEqual([4, 0, 2, 3, 1]);
    expect([...rows.rowOf]).toEqual([1, 4, 2, 3, 0]);
    expect([...rows.depth]).toEqual([0, 0, 1, 2, 1]);
    expect([...rows.parent]).toEqual([-1, -1, 1, 2, 1]);
    expect([...rows.end]).toEqual([1, 5, 4, 4, 5]);
    expect([...rows.childCount]).toEqual([0, 2, 1, 0, 0]);
    expect([...rows.failuresInside]).toEqual([0, 2, 1, 0, 0]);
    expect([...rows.startUs]).toEqual([0, 10, 20, 25, 30]);
    expect([...rows.durationUs]).toEqual([7, 40, 8, 1, 5]);
    expect(lastEndUs(rows)).toBe(50);
  });

  it("reads in the order of nestSteps, whatever the parents are", () => {
    fc.assert(
      fc.property(anySteps, (lines) => {
        const present = (id: number | undefined) => (id === 0 ? undefined : id);
        const parts = lines.map(({ id, parentId, startUs, durationUs }, place) => ({
          ...(present(id) && { id: place + 1 }),
          ...(present(parentId) && { parentId }),
          offsetUs: startUs,
          durationUs,
        }));
        const trace = traceOf(...(parts as readonly Partial<Step>[]));
        const rows = waterfallRows(stepColumns(trace).steps);
        const nested = nestSteps(timeSteps(trace));
        expect([...rows.step]).toEqual(nested.map(({ timed }) => trace.steps.indexOf(timed.step)));
        expect([...rows.depth]).toEqual(nested.map(({ depth }) => depth));
      }),
    );
  });

  it("counts what is inside of each row as those do who count it one by one", () => {
    fc.assert(
      fc.property(anyRows, (rows) => {
        for (let row = 0; row < rows.count; row += 1) {
          const inside = [...rows.depth].findIndex(
            (depth, at) => at > row && depth <= (rows.depth[row] ?? 0),
          );
          const end = inside < 0 ? rows.count : inside;
          expect(rows.end[row]).toBe(end);
          expect(rows.failuresInside[row]).toBe(
            [...rows.flags.subarray(row + 1, end)].filter(Boolean).length,
          );
          expect(rows.childCount[row]).toBe(rows.parent.filter((parent) => parent === row).length);
        }
      }),
    );
  });

  it("takes 50,000 steps that nest 10,000 deep, and as many of one id", () => {
    expect(Math.max(...nestedRows(50_000, 10_000).depth)).toBe(9999);
    const same = { id: 1, parentId: 1, startUs: 0, durationUs: 1 };
    const rows = rowsOf(...Array.from({ length: 50_000 }, () => same));
    expect(rows.childCount[0]).toBe(49_999);
  });

  it("has no rows of no steps", () => {
    expect(rowsOf().count).toBe(0);
    expect(lastEndUs(rowsOf())).toBe(0);
  });
});
