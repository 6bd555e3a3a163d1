import { expect, it } from "vitest";
import { importGithubActions } from "./import-github-actions.js";

const steps = [
  {
    name: "Check out",
    number: 1,
    conclusion: "success",
    started_at: "2024-01-01T00:00:10Z",
    completed_at: "2024-01-01T00:00:12Z",
  },
  {
    name: "Test",
    number: 2,
    conclusion: "failure",
    started_at: "2024-01-01T00:00:12Z",
    completed_at: "2024-01-01T00:00:20Z",
  },
  { name: "Publish", number: 3, conclusion: null, started_at: null, completed_at: null },
];
const job = {
  id: 7,
  run_id: 5,
  run_attempt: 2,
  workflow_name: "CI",
  name: "linux",
  conclusion: "failure",
  started_at: "2024-01-01T00:00:11Z",
  completed_at: "2024-01-01T00:00:21Z",
  steps,
};
const run = {
  id: 5,
  name: "CI",
  event: "push",
  conclusion: "failure",
  run_started_at: "2024-01-01T00:00:00Z",
  updated_at: "2024-01-01T00:00:30Z",
};

it("makes a trace of a job, from its first step on", () => {
  const [trace] = importGithubActions({ action: "completed", workflow_job: job });
  expect(trace).toMatchObject({
    traceId: "github-job-7-2",
    skillName: "CI / linux",
    executionId: "5",
    status: "failed",
  });
  expect(trace?.startedAt).toEqual(new Date("2024-01-01T00:00:10Z"));
  expect(trace?.steps.map(({ name, status, durationMs }) => [name, status, durationMs])).toEqual([
    ["Check out", "success", 2000],
    ["Test", "failed", 8000],
  ]);
});

it("makes a trace of a run, with the jobs that are known as steps around theirs", () => {
  expect(importGithubActions({ workflow_run: run })).toMatchObject([
    { traceId: "github-run-5-1", skillName: "CI", steps: [] },
  ]);
  const [trace] = importGithubActions({ workflow_run: run, jobs: [job, { name: "queued" }] });
  expect(trace?.steps.map(({ name, id, parentId }) => [name, id, parentId])).toEqual([
    ["Check out", 1, 2],
    ["linux", 2, undefined],
    ["Test", 3, 2],
  ]);
  expect(trace?.completedAt).toEqual(new Date("2024-01-01T00:00:21Z"));
});

it.each([
  ["timed_out", "timeout"],
  ["cancelled", "failed"],
  ["skipped", "success"],
])("takes %s for %s", (conclusion, status) => {
  expect(importGithubActions({ workflow_run: { ...run, conclusion } })).toMatchObject([{ status }]);
});

it("makes no trace of what has not ended, or is something else", () => {
  for (const nothing of [
    { workflow_job: { ...job, conclusion: null } },
    { workflow_run: {} },
    {},
    null,
    [],
  ]) {
    expect(importGithubActions(nothing)).toEqual([]);
  }
});
