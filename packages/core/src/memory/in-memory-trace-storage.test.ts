import { describe, expect, it } from "vitest";
import { FakeClock } from "../../tests/fake-clock.js";
import { InvalidArgumentError } from "../errors/invalid-argument-error.js";
import { InvalidStatusError } from "../errors/invalid-status-error.js";
import { TraceFinalizedError } from "../errors/trace-finalized-error.js";
import type { Trace } from "../model/trace.js";
import { InMemoryTraceStorage } from "./in-memory-trace-storage.js";

const trace: Trace = {
  traceId: "trace-1",
  skillName: "docker-build",
  executionId: "exec-1",
  startedAt: new Date("2025-11-16T12:00:00.000Z"),
  status: "running",
  steps: [
    { name: "a", timestamp: "2025-11-16T12:00:00.100000Z", durationMs: 100, status: "success" },
    { name: "b", timestamp: "2025-11-16T12:00:00.325000Z", durationMs: 225, status: "success" },
  ],
  metadata: { user: "alice" },
};

describe("InMemoryTraceStorage", () => {
  it("stores a trace, and gives it back", async () => {
    const clock = new FakeClock("2025-11-16T12:00:01Z");
    const storage = new InMemoryTraceStorage({ clock });
    expect(await storage.finalizeTrace(trace, "success")).toEqual({
      traceId: "trace-1",
      totalDurationMs: 325,
      status: "success",
    });
    expect(await storage.getTrace("trace-1")).toEqual({
      ...trace,
      status: "success",
      completedAt: new Date("2025-11-16T12:00:01Z"),
      totalDurationMs: 325,
    });
  });

  it("gives the same result again for the same status, and refuses another", async () => {
    const storage = new InMemoryTraceStorage();
    const first = await storage.finalizeTrace(trace, "failed", { errorMessage: "first" });
    expect(await storage.finalizeTrace(trace, "failed", { errorMessage: "second" })).toEqual(first);
    expect((await storage.getTrace("trace-1"))?.errorMessage).toBe("first");
    await expect(storage.finalizeTrace(trace, "success")).rejects.toThrow(TraceFinalizedError);
  });

  it("knows nothing of an unknown trace or execution", async () => {
    const storage = new InMemoryTraceStorage();
    expect(await storage.getTrace("unknown")).toBeUndefined();
    expect(await storage.findTraceId("unknown")).toBeUndefined();
  });

  it("finds the newest trace of an execution, in whatever order they were stored", async () => {
    const storage = new InMemoryTraceStorage();
    const later = { ...trace, traceId: "trace-2", startedAt: new Date("2025-11-16T13:00:00Z") };
    await storage.finalizeTrace(later, "success");
    await storage.finalizeTrace(trace, "success");
    expect(await storage.findTraceId("exec-1")).toBe("trace-2");
  });

  it("cuts as a database would, at the limits that it is given", async () => {
    const storage = new InMemoryTraceStorage({ limits: { stepsPerTrace: 1 } });
    await storage.finalizeTrace(trace, "success");
    expect(await storage.getTrace("trace-1")).toMatchObject({
      steps: [{ name: "a" }],
      metadata: { user: "alice", truncated: { steps: true } },
    });
  });

  it("rejects wrong use", async () => {
    const storage = new InMemoryTraceStorage();
    await expect(storage.finalizeTrace(trace, "running" as "success")).rejects.toThrow(InvalidStatusError);
    await expect(storage.getTrace("")).rejects.toThrow(InvalidArgumentError);
    await expect(storage.findTraceId("")).rejects.toThrow(InvalidArgumentError);
  });
});
