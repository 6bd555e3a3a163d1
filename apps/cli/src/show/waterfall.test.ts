import type { Step, Trace } from "@steptrace/core";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { nestSteps } from "./nest-steps.js";
import { axisLength, barCells } from "./time-axis.js";
import { timeSteps } from "./time-steps.js";

function traceOf(...steps: readonly Partial<Step>[]): Trace {
  return {
    traceId: "t",
    skillName: "build",
    startedAt: new Date("2025-11-16T12:00:00Z"),
    status: "success",
    metadata: {},
    steps: steps.map((step, index) => ({
      name: `s${index}`,
      timestamp: "2025-11-16T12:00:00Z",
      durationMs: 0,
      status: "success",
      ...step,
    })),
  };
}

describe("timeSteps", () => {
  it("takes offsets and microseconds where a step has them", () => {
    const [step] = timeSteps(traceOf({ offsetUs: 250, durationUs: 1500, durationMs: 2 }));
    expect(step).toMatchObject({ startUs: 250, durationUs: 1500 });
  });

  it("reckons from the end of a step of another system", () => {
    const [step] = timeSteps(traceOf({ timestamp: "2025-11-16T12:00:01.500000Z", durationMs: 500 }));
    expect(step).toMatchObject({ startUs: 1_000_000, durationUs: 500_000 });
  });

  it("puts steps one after another where their ends tell nothing", () => {
    const trace = traceOf({ durationMs: 75 }, { durationMs: 150 }, { timestamp: "soon", durationMs: 10 });
    expect(timeSteps(trace).map(({ startUs }) => startUs)).toEqual([0, 75_000, 225_000]);
  });
});

describe("nestSteps", () => {
  const read = (trace: Trace): readonly string[] =>
    nestSteps(timeSteps(trace)).map(({ timed, depth }) => "  ".repeat(depth) + timed.step.name);

  it("reads each step before those that ran in it, siblings by their start", () => {
    const trace = traceOf(
      { name: "build", id: 1, offsetUs: 10 },
      { name: "compile", id: 2, parentId: 1, offsetUs: 30 },
      { name: "pull", id: 3, parentId: 1, offsetUs: 20 },
      { name: "layer", id: 4, parentId: 3, offsetUs: 25 },
      { name: "config", id: 5, offsetUs: 0 },
    );
    expect(read(trace)).toEqual(["config", "build", "  pull", "    layer", "  compile"]);
  });

  it("keeps steps whose parent is missing, is themselves, or is their own child", () => {
    const trace = traceOf(
      { name: "orphan", id: 1, parentId: 9 },
      { name: "self", id: 2, parentId: 2 },
      { name: "hen", id: 3, parentId: 4 },
      { name: "egg", id: 4, parentId: 3 },
    );
    expect(read(trace)).toEqual(["orphan", "self", "hen", "  egg"]);
  });

  it("nests as deep as a trace has steps", () => {
    const steps = Array.from({ length: 10_000 }, (_, id) => ({
      id: id + 1,
      ...(id > 0 && { parentId: id }),
    }));
    expect(nestSteps(timeSteps(traceOf(...steps))).at(-1)?.depth).toBe(9999);
  });

  it("loses and doubles no step, whatever the parents are", () => {
    const id = fc.option(fc.nat(6), { nil: undefined });
    const steps = fc.array(fc.record({ id, parentId: id, offsetUs: fc.nat(100) }), { maxLength: 8 });
    fc.assert(
      fc.property(steps, (parts) => {
        const timed = timeSteps(traceOf(...(parts as readonly Partial<Step>[])));
        const nested = nestSteps(timed).map((step) => step.timed);
        expect(new Set(nested)).toEqual(new Set(timed));
        expect(nested).toHaveLength(timed.length);
      }),
    );
  });
});

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
