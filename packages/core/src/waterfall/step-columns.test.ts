import { expect, it } from "vitest";
import { traceOf } from "../../tests/trace-of.js";
import { StepFlag, stepColumns } from "./step-columns.js";

it("says each name once, and what a step lacks as 0", () => {
  const trace = traceOf(
    { name: "build", id: 4, offsetUs: 10, durationUs: 30 },
    { name: "pull", id: 5, parentId: 4, offsetUs: 20, durationUs: 5 },
    { name: "build", durationMs: 2, timestamp: "2025-11-16T12:00:00.005000Z" },
  );
  expect(stepColumns(trace)).toEqual({
    names: ["build", "pull"],
    steps: {
      name: [0, 1, 0],
      id: [4, 5, 0],
      parentId: [0, 4, 0],
      startUs: [10, 20, 3000],
      durationUs: [30, 5, 2000],
      flags: [0, 0, 0],
    },
  });
});

it("says in bits how a step ended and what is known of it", () => {
  const { steps } = stepColumns(
    traceOf(
      { status: "failed", errorMessage: "no" },
      { status: "failed", interrupted: true },
      { running: true, attributes: {}, truncated: true },
    ),
  );
  expect(steps.flags).toEqual([
    StepFlag.failed | StepFlag.hasErrorMessage,
    StepFlag.failed | StepFlag.interrupted,
    StepFlag.running | StepFlag.hasAttributes | StepFlag.truncated,
  ]);
});
