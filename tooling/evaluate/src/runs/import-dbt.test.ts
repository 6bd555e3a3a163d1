import { expect, it } from "vitest";
import { importDbt } from "./import-dbt.js";

const run = {
  metadata: { invocation_id: "run-1", dbt_version: "1.9.0", generated_at: "2024-01-01T00:00:10.000000Z" },
  elapsed_time: 10,
  args: { which: "build" },
  results: [
    {
      unique_id: "model.shop.orders",
      status: "success",
      thread_id: "Thread-1",
      timing: [
        {
          name: "compile",
          started_at: "2024-01-01T00:00:01.000001Z",
          completed_at: "2024-01-01T00:00:02.000000Z",
        },
        {
          name: "execute",
          started_at: "2024-01-01T00:00:02.000000Z",
          completed_at: "2024-01-01T00:00:05.500000Z",
        },
      ],
    },
    {
      unique_id: "test.shop.unique",
      status: "fail",
      message: "Got 3 results, expected 0",
      execution_time: 1.5,
    },
    { unique_id: "model.shop.later", status: "skipped" },
  ],
};

it("makes a step of each node, and steps of its phases within", () => {
  const [trace] = importDbt(run);
  expect(trace).toMatchObject({
    traceId: "run-1",
    skillName: "dbt build",
    status: "failed",
    metadata: { dbt_version: "1.9.0" },
  });
  expect([trace?.startedAt, trace?.completedAt]).toEqual([
    new Date("2024-01-01T00:00:00Z"),
    new Date("2024-01-01T00:00:10Z"),
  ]);
  expect(
    trace?.steps.map(({ name, parentId, offsetUs, durationUs }) => [name, parentId, offsetUs, durationUs]),
  ).toEqual([
    ["model.shop.orders", undefined, 1_000_001, 4_499_999],
    ["compile", 1, 1_000_001, 999_999],
    ["execute", 1, 2_000_000, 3_500_000],
    ["test.shop.unique", undefined, 8_500_000, 1_500_000],
    ["model.shop.later", undefined, 10_000_000, 0],
  ]);
  expect(trace?.steps[3]).toMatchObject({ status: "failed", errorMessage: "Got 3 results, expected 0" });
  expect(trace?.steps[4]).toMatchObject({ status: "success" });
});

it("makes what it can of what lacks fields", () => {
  expect(
    importDbt({ ...run, results: [{}, null, { timing: [{ name: "compile" }] }] })[0]?.steps,
  ).toHaveLength(3);
  expect(importDbt({ metadata: { invocation_id: "x", generated_at: "2024-01-01T00:00:00Z" } })).toMatchObject(
    [{ skillName: "dbt run", status: "success", steps: [] }],
  );
  for (const nothing of [{}, null, [], "text", { metadata: {}, results: [] }])
    expect(importDbt(nothing)).toEqual([]);
});
