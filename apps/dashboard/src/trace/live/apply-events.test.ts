import { expect, it } from "vitest";
import type { LiveEvent, TraceSkeleton } from "../source/trace-source.js";
import { applyEvents } from "./apply-events.js";

const empty: TraceSkeleton = {
  trace: { traceId: "t", skillName: "build", startedAt: "2025-11-16T12:00:00.000Z", status: "running" },
  metadata: {},
  stepCount: 0,
  names: [],
  steps: { name: [], id: [], parentId: [], startUs: [], durationUs: [], flags: [] },
};

const started = (id: number, offsetUs: number, name = "pull"): LiveEvent => ({
  kind: "step-started",
  step: { id, name, offsetUs },
});
const ended = (id: number, offsetUs: number, status: "success" | "failed", name = "pull"): LiveEvent => ({
  kind: "step-ended",
  step: { id, name, offsetUs, durationUs: 5, status, ...(status === "failed" && { errorMessage: "no" }) },
});

it("adds steps that begin, and ends them", () => {
  const running = applyEvents(empty, [started(1, 10), started(2, 20, "push")]);
  expect(running).toMatchObject({
    stepCount: 2,
    names: ["pull", "push"],
    steps: { name: [0, 1], id: [1, 2], startUs: [10, 20], durationUs: [0, 0], flags: [4, 4] },
  });
  const over = applyEvents(running, [ended(2, 20, "failed", "push"), ended(1, 10, "success")]);
  expect(over).toMatchObject({ stepCount: 2, steps: { id: [1, 2], durationUs: [5, 5], flags: [0, 33] } });
});

it("orders steps by their start, and then by their id, whenever it hears of them", () => {
  const skeleton = applyEvents(empty, [ended(3, 30, "success"), ended(2, 10, "success"), started(1, 10)]);
  expect(skeleton.steps.id).toEqual([1, 2, 3]);
});

it("is not led astray by what comes twice, or too late", () => {
  const once = applyEvents(empty, [started(1, 10), ended(1, 10, "success")]);
  expect(applyEvents(once, [started(1, 10), ended(1, 10, "success")])).toEqual(once);
  expect(applyEvents(once, [{ kind: "finalized" }])).toEqual(once);
});
