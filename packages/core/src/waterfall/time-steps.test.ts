import { expect, it } from "vitest";
import { traceOf } from "../../tests/trace-of.js";
import { timeSteps } from "./time-steps.js";

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
