import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { elapsedMs, toMilliseconds, totalDurationMs } from "./durations.js";
import type { Step } from "./step.js";

function step(durationUs: number, more: Partial<Step> = {}): Step {
  return {
    name: "s",
    timestamp: "2025-11-16T12:00:00.000000Z",
    durationMs: toMilliseconds(durationUs),
    status: "success",
    durationUs,
    ...more,
  };
}

describe("totalDurationMs", () => {
  it("is 0 of no steps", () => {
    expect(totalDurationMs([])).toBe(0);
  });

  it("is 40 ms of a hundred steps of 0.4 ms", () => {
    expect(totalDurationMs(Array.from({ length: 100 }, () => step(400)))).toBe(40);
  });

  it("does not count nested steps twice", () => {
    expect(totalDurationMs([step(5000, { id: 1 }), step(4000, { id: 2, parentId: 1 })])).toBe(5);
  });

  it("takes the milliseconds of a step that knows no microseconds", () => {
    const { durationUs: _, ...foreign } = step(7000);
    expect(totalDurationMs([foreign, step(400)])).toBe(7);
  });

  it("is capped at what the column holds", () => {
    const days = step(25 * 24 * 3600 * 1_000_000);
    expect(totalDurationMs([days, days])).toBe(2_147_483_647);
  });

  it("is a whole number, never negative, and grows by no step's absence", () => {
    fc.assert(
      fc.property(fc.array(fc.nat()), (durations) => {
        const total = totalDurationMs(durations.map((duration) => step(duration)));
        expect(Number.isInteger(total)).toBe(true);
        expect(total).toBeGreaterThanOrEqual(0);
        expect(total).toBeGreaterThanOrEqual(totalDurationMs(durations.slice(1).map((us) => step(us))));
      }),
    );
  });
});

describe("toMilliseconds", () => {
  it.each([
    [0, 0],
    [499, 0],
    [500, 1],
    [1499, 1],
  ])("rounds %i microseconds to %i", (us, ms) => {
    expect(toMilliseconds(us)).toBe(ms);
  });
});

describe("elapsedMs", () => {
  const startedAt = new Date("2025-11-16T12:00:00.000Z");

  it("is the time from start to end", () => {
    expect(elapsedMs({ startedAt, completedAt: new Date("2025-11-16T12:00:01.240Z") })).toBe(1240);
  });

  it("is unknown of a trace that has no end, and never below 0", () => {
    expect(elapsedMs({ startedAt })).toBeUndefined();
    expect(elapsedMs({ startedAt, completedAt: new Date(0) })).toBe(0);
  });
});
