import { describe, expect, it } from "vitest";
import { decodeTrace } from "./decode-trace.js";
import type { TraceRow } from "./trace-row.js";

const row: TraceRow = {
  trace_id: "a1b2c3d4-e5f6-47a8-b9c0-d1e2f3a4b5c6",
  started_at: "2025-11-16T12:00:00.000000Z",
  skill_name: "docker-build",
  completed_at: null,
  total_duration_ms: null,
  status: null,
  steps: null,
  error_message: null,
  metadata: null,
  execution_id: null,
};

function decodeSteps(steps: unknown): ReturnType<typeof decodeTrace>["steps"] {
  return decodeTrace({ ...row, steps: JSON.stringify(steps) }).steps;
}

describe("decodeTrace", () => {
  it("reads a row of which everything that may be absent is absent", () => {
    expect(decodeTrace(row)).toEqual({
      traceId: row.trace_id,
      skillName: "docker-build",
      startedAt: new Date("2025-11-16T12:00:00Z"),
      status: "running",
      steps: [],
      metadata: {},
    });
  });

  it("reads a row that the specification's system wrote", () => {
    const trace = decodeTrace({
      ...row,
      started_at: "2025-11-16 12:00:00.123456",
      completed_at: "2025-11-16 12:00:01",
      total_duration_ms: 150,
      status: "failed",
      steps:
        '[{"name":"process-data","timestamp":"2025-11-16T12:00:00.123456","duration_ms":150,"status":"failed","error_message":"Invalid format"}]',
      error_message: "Invalid format",
      metadata: '{"user":"alice"}',
    });
    expect(trace).toEqual({
      traceId: row.trace_id,
      skillName: "docker-build",
      startedAt: new Date("2025-11-16T12:00:00.123Z"),
      completedAt: new Date("2025-11-16T12:00:01Z"),
      totalDurationMs: 150,
      status: "failed",
      steps: [
        {
          name: "process-data",
          timestamp: "2025-11-16T12:00:00.123456Z",
          durationMs: 150,
          status: "failed",
          errorMessage: "Invalid format",
        },
      ],
      errorMessage: "Invalid format",
      metadata: { user: "alice" },
    });
  });

  it.each([null, {}, "text", 5, true])("finds no steps in %j", (steps) => {
    expect(decodeSteps(steps)).toEqual([]);
  });

  it("leaves out steps that are no objects", () => {
    expect(decodeSteps([null, 1, "x", [], { name: "kept" }]).map(({ name }) => name)).toEqual(["kept"]);
  });

  it("reads a step that holds nothing as far as it goes", () => {
    expect(decodeSteps([{}])).toEqual([
      { name: "", timestamp: "2025-11-16T12:00:00.000000Z", durationMs: 0, status: "success" },
    ]);
  });

  it("reads a step of which everything has the wrong type as one that holds nothing", () => {
    const wrong = {
      name: 5,
      timestamp: null,
      duration_ms: "150",
      error_message: {},
      id: "1",
      parent_id: null,
      offset_us: true,
      duration_us: [],
      attributes: [1],
      interrupted: "yes",
      truncated: 1,
    };
    expect(decodeSteps([wrong])).toEqual(decodeSteps([{}]));
  });

  it.each(["error", "timeout", "SUCCESS", 1, false])("takes the step status %j for a failure", (status) => {
    expect(decodeSteps([{ status }])[0]?.status).toBe("failed");
  });

  it("takes the milliseconds from the microseconds where only those are known", () => {
    expect(decodeSteps([{ duration_us: 1500 }])[0]).toMatchObject({ durationMs: 2, durationUs: 1500 });
  });

  it("rounds milliseconds with a fraction", () => {
    expect(decodeSteps([{ duration_ms: 1.5 }])[0]?.durationMs).toBe(2);
  });

  it("never reads a duration that is negative or without end", () => {
    const steps = decodeTrace({
      ...row,
      steps: '[{"duration_ms":-5},{"duration_ms":1e999},{"duration_us":-1},{"duration_us":1e999}]',
    }).steps;
    for (const { durationMs, durationUs = 0 } of steps) {
      expect(durationMs).toBe(0);
      expect(durationUs).toBe(0);
    }
  });

  it.each([
    ["null", {}],
    ["[1,2]", { value: [1, 2] }],
    ['"text"', { value: "text" }],
    ["5", { value: 5 }],
    ["{}", {}],
  ])("reads the metadata %s as %j", (metadata, expected) => {
    expect(decodeTrace({ ...row, metadata }).metadata).toEqual(expected);
  });

  it("does not let stored JSON reach a prototype", () => {
    const { metadata } = decodeTrace({ ...row, metadata: '{"__proto__":{"polluted":true}}' });
    expect("polluted" in metadata).toBe(false);
    expect("polluted" in {}).toBe(false);
  });

  it("keeps an empty text: it is there", () => {
    expect(decodeTrace({ ...row, error_message: "", execution_id: "" })).toMatchObject({
      errorMessage: "",
      executionId: "",
    });
  });
});
