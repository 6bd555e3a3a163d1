import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { traceOf } from "../../tests/trace-of.js";
import type { Step } from "../model/step.js";
import { axisLength, barCells } from "./time-axis.js";
import { timeSteps } from "./time-steps.js";

describe("barCells", () => {
  const bar = (startUs: number, durationUs: number) =>
    barCells({ step: {} as Step, startUs, durationUs }, 1000, 40);

  it("places bars by their part of the time", () => {
    expect(bar(0, 1000)).toEqual({ from: 0, to: 40 });
    expect(bar(250, 500)).toEqual({ from: 10, to: 30 });
  });

  it("lets a step begin in the cell after the one before it ended", () => {
    expect(bar(0, 333).to).toBe(bar(333, 200).from);
  });

  it("gives each step a cell, at the end too", () => {
    expect(bar(0, 0)).toEqual({ from: 0, to: 1 });
    expect(bar(1000, 0)).toEqual({ from: 39, to: 40 });
  });

  it("never leaves the axis", () => {
    fc.assert(
      fc.property(
        fc.nat(5000),
        fc.nat(5000),
        fc.integer({ min: 1, max: 200 }),
        (startUs, durationUs, width) => {
          const { from, to } = barCells({ step: {} as Step, startUs, durationUs }, 1000, width);
          expect(from >= 0 && from < to && to <= width).toBe(true);
        },
      ),
    );
  });
});

describe("axisLength", () => {
  it("reaches to the trace's end, and to that of a step that ends later", () => {
    const completedAt = new Date("2025-11-16T12:00:02Z");
    const trace = { ...traceOf({ offsetUs: 0, durationUs: 500 }), completedAt };
    expect(axisLength(trace, timeSteps(trace))).toBe(2_000_000);
    const late = { ...traceOf({ offsetUs: 2_000_000, durationUs: 500 }), completedAt };
    expect(axisLength(late, timeSteps(late))).toBe(2_000_500);
  });

  it("is above 0 for a trace without steps and without an end", () => {
    expect(axisLength(traceOf(), [])).toBe(1);
  });
});
