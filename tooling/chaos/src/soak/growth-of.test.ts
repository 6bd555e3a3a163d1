import { describe, expect, it } from "vitest";
import type { Report } from "../program/task.js";
import { growthOf } from "./growth-of.js";

const MEBI = 1024 * 1024;

function reportsOf(heaps: readonly number[], last: Partial<Report> = {}): readonly Report[] {
  const reports = heaps.map((heap): Report => {
    return { kind: "report", heapBytes: heap * MEBI, handles: 10, inFlight: 3 };
  });
  const [end, ...others] = reports.toReversed();
  return end === undefined ? [] : [...others.toReversed(), { ...end, inFlight: 0, ...last }];
}

describe("growthOf", () => {
  it("allows for what is bounded, and for warming up", () => {
    expect(growthOf([])).toEqual([]);
    expect(growthOf(reportsOf([1, 60, 90, 60, 70]))).toEqual([]);
  });

  it("tells of a heap, of handles and of traces that stay", () => {
    expect(growthOf(reportsOf([10, 20, 30, 40, 60]))).toEqual(["The heap of a process grew by 40 MiB."]);
    expect(growthOf(reportsOf([1, 1], { handles: 100 }))).toHaveLength(1);
    expect(growthOf(reportsOf([1, 1], { inFlight: 2 }))).toEqual([
      "2 traces are under way in a process at rest.",
    ]);
  });
});
