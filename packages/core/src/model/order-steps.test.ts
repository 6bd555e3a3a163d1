import { describe, expect, it } from "vitest";
import { orderSteps } from "./order-steps.js";
import type { Step } from "./step.js";

function step(name: string, more: Partial<Step>): Step {
  return { name, timestamp: "2025-11-16T12:00:00.000000Z", durationMs: 0, status: "success", ...more };
}

function orderedNames(steps: readonly Step[]): string {
  return orderSteps(steps)
    .map(({ name }) => name)
    .join("");
}

describe("orderSteps", () => {
  it("orders by start, then by id", () => {
    const steps = [
      step("c", { offsetUs: 5, id: 3 }),
      step("b", { offsetUs: 5, id: 2 }),
      step("a", { offsetUs: 0, id: 9 }),
    ];
    expect(orderedNames(steps)).toBe("abc");
  });

  it("keeps steps that know neither in their places, at the front", () => {
    expect(orderedNames([step("x", { offsetUs: 1, id: 1 }), step("b", {}), step("a", {})])).toBe("bax");
  });

  it("leaves the list that it is given alone", () => {
    const steps = [step("b", { id: 2 }), step("a", { id: 1 })];
    orderSteps(steps);
    expect(steps.map(({ name }) => name)).toEqual(["b", "a"]);
  });
});
