import type { Step } from "@steptrace/core";
import { describe, expect, it } from "vitest";
import { stepTree } from "./step-tree.js";

describe("stepTree", () => {
  it("puts each step before its children, also where others ran meanwhile", () => {
    const steps = [step("a", 1), step("b", 2), step("a1", 3, 1), step("b1", 4, 2), step("a11", 5, 3)];
    expect(stepTree(steps).map((placed) => `${placed.depth} ${placed.step.name}`)).toEqual([
      "0 a",
      "1 a1",
      "2 a11",
      "0 b",
      "1 b1",
    ]);
  });

  it("keeps steps at the top that have no id, or a parent that is not there", () => {
    const { id: _, ...foreign } = step("foreign", 1);
    const steps = [foreign, step("orphan", 2, 99)];
    expect(stepTree(steps).map(({ depth }) => depth)).toEqual([0, 0]);
  });
});

function step(name: string, id: number, parentId?: number): Step {
  return {
    name,
    timestamp: "2025-11-16T12:00:00.000000Z",
    durationMs: 1,
    status: "success",
    id,
    ...(parentId !== undefined && { parentId }),
  };
}
