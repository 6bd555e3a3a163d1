import { expect, it } from "vitest";
import { importWfInstance } from "./import-wf-instance.js";

const run = {
  name: "bake",
  workflow: {
    runName: "happy_oven",
    specification: {
      tasks: [
        { id: "serve", name: "SERVE", parents: ["mix", "heat"] },
        { id: "mix", name: "MIX", parents: [] },
        { id: "heat", name: "HEAT" },
      ],
    },
    execution: {
      executedAt: "2023-01-01T02:00:00+02:00",
      makespanInSeconds: 60,
      tasks: [
        { id: "mix", runtimeInSeconds: 2 },
        { id: "heat", runtimeInSeconds: 5.5, memoryInBytes: 1024 },
        { id: "serve", runtimeInSeconds: 1 },
      ],
    },
  },
};

it("starts a task when the last of its parents has ended, and ends the trace with the makespan", () => {
  const [trace] = importWfInstance(run);
  expect(trace).toMatchObject({ skillName: "bake", executionId: "happy_oven", status: "success" });
  expect([trace?.startedAt, trace?.completedAt]).toEqual([
    new Date("2023-01-01T00:00:00Z"),
    new Date("2023-01-01T00:01:00Z"),
  ]);
  expect(trace?.steps.map(({ name, offsetUs, durationUs }) => [name, offsetUs, durationUs])).toEqual([
    ["MIX", 0, 2_000_000],
    ["HEAT", 0, 5_500_000],
    ["SERVE", 5_500_000, 1_000_000],
  ]);
  expect(trace?.steps[1]?.attributes).toEqual({ parents: [], memoryInBytes: 1024 });
});

it("takes the time of its making where that of its execution is none", () => {
  const { workflow } = run;
  const execution = { ...workflow.execution, executedAt: "01-01-23T00:00:00Z" };
  const [trace] = importWfInstance({
    ...run,
    createdAt: "2023-02-01T00:00:00",
    workflow: { ...workflow, execution },
  });
  expect(trace?.startedAt).toEqual(new Date("2023-02-01T00:00:00Z"));
});

it("comes to an end with tasks that wait for each other", () => {
  const tasks = [
    { id: "a", parents: ["b"] },
    { id: "b", parents: ["a"] },
  ];
  const execution = { ...run.workflow.execution, tasks: [{ id: "a", runtimeInSeconds: 1 }] };
  expect(importWfInstance({ workflow: { specification: { tasks }, execution } })[0]?.steps).toHaveLength(2);
});

it("makes what it can of what lacks fields", () => {
  expect(importWfInstance({ createdAt: "2023-02-01T00:00:00" })).toMatchObject([
    { skillName: "workflow", steps: [] },
  ]);
  for (const nothing of [{}, null, [], "text"]) expect(importWfInstance(nothing)).toEqual([]);
});
