import { expect, it } from "vitest";
import { importLangfuse } from "./import-langfuse.js";

const agent = {
  trace: {
    id: "t1",
    name: "travel-agent",
    sessionId: "session-7",
    timestamp: "2025-01-01T00:00:00.100Z",
    tags: ["beta"],
  },
  observations: [
    {
      id: "call",
      parentObservationId: "root",
      name: "ask-model",
      type: "GENERATION",
      model: "small-1",
      startTime: "2025-01-01T00:00:01.000Z",
      endTime: "2025-01-01T00:00:02.250Z",
      usageDetails: { input: 12, output: 30 },
      totalCost: 0.00042,
      input: null,
    },
    { id: "root", name: "plan", startTime: "2025-01-01T00:00:00.100Z", endTime: "2025-01-01T00:00:03.000Z" },
    {
      id: "tool",
      parentObservationId: "gone",
      type: "TOOL",
      startTime: "2025-01-01T00:00:02.500Z",
      level: "ERROR",
      statusMessage: "No such city",
    },
  ],
};

it("nests the observations, and keeps tokens and cost", () => {
  const [trace] = importLangfuse(agent);
  expect(trace).toMatchObject({
    traceId: "t1",
    skillName: "travel-agent",
    executionId: "session-7",
    metadata: { tags: ["beta"] },
  });
  expect(trace?.steps.map(({ name, parentId, durationMs }) => [name, parentId, durationMs])).toEqual([
    ["plan", undefined, 2900],
    ["ask-model", 1, 1250],
    ["TOOL", undefined, 0],
  ]);
  expect(trace?.steps[1]?.attributes).toEqual({
    type: "GENERATION",
    model: "small-1",
    usage: { input: 12, output: 30 },
    totalCost: 0.00042,
  });
});

it("has a trace fail where an observation did", () => {
  const [trace] = importLangfuse(agent);
  expect(trace?.status).toBe("failed");
  expect(trace?.steps[2]).toMatchObject({ status: "failed", errorMessage: "No such city" });
});

it("makes what it can of what lacks fields", () => {
  expect(
    importLangfuse({ trace: { id: "t" }, observations: [{}, { startTime: "2025-01-01T00:00:00Z" }] }),
  ).toMatchObject([
    { skillName: "agent", status: "success", steps: [{ name: "observation", durationMs: 0 }] },
  ]);
  for (const nothing of [{}, null, [], { trace: { id: "t" } }]) expect(importLangfuse(nothing)).toEqual([]);
});
