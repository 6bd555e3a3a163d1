import { expect, it } from "vitest";
import { buildTrace, type ImportedRun, type ImportedStep } from "./build-trace.js";

const run: ImportedRun = { traceId: "t", skillName: "s", status: "success", metadata: {}, steps: [] };

function step(key: string, startUs: number, endUs: number, parentKey?: string): ImportedStep {
  return { key, parentKey, name: key, startUs, endUs, status: "success", attributes: {} };
}

it("starts with the first and ends with the last that is known, in whole milliseconds", () => {
  const [trace] = buildTrace({ ...run, startUs: 2500, steps: [step("a", 1500, 9200)] });
  expect(trace?.startedAt).toEqual(new Date(1));
  expect(trace?.completedAt).toEqual(new Date(10));
  expect(trace?.steps).toMatchObject([
    { timestamp: "1970-01-01T00:00:00.009200Z", offsetUs: 500, durationUs: 7700, durationMs: 8 },
  ]);
});

it("numbers the steps by their start, and leads children to their parents", () => {
  const [trace] = buildTrace({
    ...run,
    steps: [
      step("child", 20, 30, "parent"),
      step("parent", 10, 40),
      step("orphan", 50, 60, "gone"),
      step("own", 70, 80, "own"),
    ],
  });
  expect(trace?.steps.map(({ name, id, parentId }) => [name, id, parentId])).toEqual([
    ["parent", 1, undefined],
    ["child", 2, 1],
    ["orphan", 3, undefined],
    ["own", 4, undefined],
  ]);
});

it("gives no duration below zero", () => {
  const [trace] = buildTrace({ ...run, steps: [step("back", 3000, 1000)] });
  expect(trace?.steps[0]).toMatchObject({ durationUs: 0, offsetUs: 2000 });
});

it("makes no trace without an id or a time", () => {
  expect(buildTrace(run)).toEqual([]);
  expect(buildTrace({ ...run, traceId: undefined, startUs: 1 })).toEqual([]);
});
