import { describe, expect, it } from "vitest";
import { OPEN, type StepState } from "../model/step-state.js";
import type { JournaledTrace } from "./read-journal.js";
import { recoverTrace } from "./recover-trace.js";

const STARTED = Date.parse("2025-11-16T12:00:00Z");

function step(changes: Partial<StepState>): StepState {
  return {
    id: 1,
    parentId: undefined,
    name: "step",
    startUs: 0,
    durationUs: OPEN,
    status: "success",
    errorMessage: undefined,
    attributes: undefined,
    interrupted: false,
    truncated: false,
    ...changes,
  };
}

const journal: JournaledTrace = {
  traceId: "trace-1",
  skillName: "docker-build",
  executionId: "exec-1",
  startedAtMs: STARTED,
  metadata: { user: "alice" },
  joinedMetadata: {},
  steps: [
    step({ id: 1, name: "load-config", durationUs: 75_000 }),
    step({ id: 2, name: "build-image", startUs: 80_000 }),
    step({ id: 3, parentId: 2, name: "push", startUs: 90_000 }),
  ],
  isCut: false,
  intent: undefined,
};

describe("recoverTrace", () => {
  it("makes of a trace that still ran a failure, which says since when nothing was heard and what was running", () => {
    expect(recoverTrace(journal, STARTED + 30_000)).toEqual({
      traceId: "trace-1",
      skillName: "docker-build",
      executionId: "exec-1",
      startedAt: new Date(STARTED),
      completedAt: new Date(STARTED + 30_000),
      status: "failed",
      errorMessage:
        "Interrupted: no sign of life since 2025-11-16T12:00:30.000Z while step 'push' was running",
      metadata: { user: "alice", interrupted: true },
      totalDurationMs: 29_995,
      steps: [
        expect.objectContaining({ name: "load-config", status: "success", durationUs: 75_000 }),
        expect.objectContaining({
          name: "build-image",
          status: "failed",
          interrupted: true,
          durationUs: 29_920_000,
          timestamp: "2025-11-16T12:00:30.000000Z",
        }),
        expect.objectContaining({ name: "push", parentId: 2, interrupted: true, durationUs: 29_910_000 }),
      ],
    });
  });

  it("names no step where none was running", () => {
    const { errorMessage, steps } = recoverTrace({ ...journal, steps: [] }, STARTED + 1);
    expect(errorMessage).toBe("Interrupted: no sign of life since 2025-11-16T12:00:00.001Z");
    expect(steps).toEqual([]);
  });

  it("makes of a trace that was closed the row that was meant", () => {
    const intent = {
      status: "timeout" as const,
      completedAtMs: STARTED + 100,
      errorMessage: "too long",
      refusedSteps: 2,
      inTransaction: false,
    };
    expect(recoverTrace({ ...journal, intent }, STARTED + 900_000)).toMatchObject({
      status: "timeout",
      completedAt: new Date(STARTED + 100),
      errorMessage: "too long",
      metadata: { user: "alice", truncated: { refused_steps: 2 } },
      steps: [
        { name: "load-config" },
        { name: "build-image", durationUs: 20_000 },
        { name: "push", durationUs: 10_000 },
      ],
    });
  });

  it("says that a bound of the journal kept steps out of it", () => {
    expect(recoverTrace({ ...journal, isCut: true }, STARTED).metadata).toEqual({
      user: "alice",
      interrupted: true,
      truncated: { journal: true },
    });
  });

  it("ends no trace before it began, and no step before its start, whatever the clocks say", () => {
    const trace = recoverTrace({ ...journal, steps: [step({ startUs: 10_000 })] }, STARTED - 5000);
    expect(trace.completedAt).toEqual(new Date(STARTED + 10));
    expect(trace.steps[0]).toMatchObject({ durationUs: 0 });
  });
});
