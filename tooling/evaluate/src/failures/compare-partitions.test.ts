import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { comparePartitions } from "./compare-partitions.js";

const group = fc.constantFrom("a", "b", "c");
const partitions = fc.array(fc.tuple(group, group), { minLength: 2, maxLength: 30 });

describe("comparePartitions", () => {
  it("is right on an example that was worked out by hand", () => {
    // Ours: {1 2 3} {4 5}; theirs: {1 2} {3 4 5}. Together in both: 12, 45; in ours: 4 pairs; in theirs: 4; of 10.
    const { precision, recall, adjustedRandIndex } = comparePartitions([
      ["x", "p"],
      ["x", "p"],
      ["x", "q"],
      ["y", "q"],
      ["y", "q"],
    ]);
    expect([precision, recall]).toEqual([0.5, 0.5]);
    expect(adjustedRandIndex).toBeCloseTo((2 - 1.6) / (4 - 1.6));
  });

  it("is 1 of a partition with itself, whatever its groups are called", () => {
    fc.assert(
      fc.property(fc.array(group, { minLength: 3, maxLength: 30 }), (groups) => {
        const { precision, recall, adjustedRandIndex } = comparePartitions(
          groups.map((name) => [name, `${name}!`]),
        );
        for (const value of [precision, recall, adjustedRandIndex]) expect(value ?? 1).toBeCloseTo(1);
      }),
    );
  });

  it("has precision and recall change places where the partitions do, and the index stay", () => {
    fc.assert(
      fc.property(partitions, (pairs) => {
        const there = comparePartitions(pairs);
        const back = comparePartitions(pairs.map(([a, b]) => [b, a]));
        expect([back.recall, back.precision]).toEqual([there.precision, there.recall]);
        expect(back.adjustedRandIndex).toBe(there.adjustedRandIndex);
      }),
    );
  });

  it("says nothing of what has no pairs", () => {
    expect(comparePartitions([["a", "b"]])).toEqual({
      precision: undefined,
      recall: undefined,
      adjustedRandIndex: undefined,
    });
  });
});
