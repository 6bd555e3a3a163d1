import { closeTrace, decodeTrace, encodeTrace, type Trace } from "@steptrace/core";
import { expect, it } from "vitest";
import { compareTraces } from "./compare-traces.js";

function roundTrip(text: string): ReturnType<typeof compareTraces> {
  const step = {
    name: "s",
    timestamp: "2025-01-01T00:00:00.000000Z",
    durationMs: 0,
    status: "success",
    attributes: { text },
  } as const;
  const open: Trace = {
    traceId: "t",
    skillName: "s",
    startedAt: new Date(0),
    status: "running",
    steps: [step],
    metadata: { b: 1, a: [null] },
  };
  const trace = closeTrace(open, "success", {}, 0);
  return compareTraces(trace, decodeTrace(encodeTrace(trace)));
}

it("tells what is equal from what was cut and what was cleaned", () => {
  expect(roundTrip("as it is")).toEqual({ outcome: "equal", stepsCut: 0 });
  expect(roundTrip("x".repeat(100_000))).toEqual({ outcome: "cut", stepsCut: 1 });
  expect(roundTrip("a\u0000b")).toEqual({ outcome: "cleaned", stepsCut: 0 });
});

it("says what is lost", () => {
  const trace: Trace = {
    traceId: "t",
    skillName: "s",
    startedAt: new Date(0),
    status: "running",
    steps: [],
    metadata: {},
  };
  expect(compareTraces(trace, undefined).outcome).toBe("lost");
});
