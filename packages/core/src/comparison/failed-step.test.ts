import { expect, it } from "vitest";
import { traceOf } from "../../tests/trace-of.js";
import { failedStep } from "./failed-step.js";

const at = (seconds: number) => `2025-11-16T12:00:0${seconds}.000000Z`;

it("is the one that failed first and said why, not the one that it ran in", () => {
  const trace = traceOf(
    { name: "build", id: 1, status: "failed", errorMessage: "refused", timestamp: at(4) },
    { name: "push", id: 2, parentId: 1, status: "failed", errorMessage: "refused", timestamp: at(4) },
    { name: "open", id: 3, status: "failed", timestamp: at(1) },
    { name: "late", id: 4, status: "failed", errorMessage: "late", timestamp: at(5) },
  );
  expect(failedStep(trace)).toMatchObject({ name: "push", path: ["build"], errorMessage: "refused" });
});

it("is the innermost that was open where the time was up", () => {
  const open = { status: "failed", interrupted: true, timestamp: at(9) } as const;
  const trace = traceOf({ name: "build", id: 1, ...open }, { name: "push", id: 2, parentId: 1, ...open });
  expect(failedStep(trace)).toMatchObject({ name: "push", interrupted: true });
});

it("is absent where no step failed", () => {
  expect(failedStep(traceOf({ status: "success" }))).toBeUndefined();
  expect(failedStep(traceOf())).toBeUndefined();
});
