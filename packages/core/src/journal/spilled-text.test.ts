import { describe, expect, it } from "vitest";
import { decodeTrace } from "../codec/decode-trace.js";
import { encodeTrace } from "../codec/encode-trace.js";
import type { FinalTrace } from "../tracer/close-trace.js";
import { readJournal } from "./read-journal.js";
import { recoverTrace } from "./recover-trace.js";
import { spilledText } from "./spilled-text.js";

const START = "2025-11-16T12:00:00.000Z";

const trace = (given: Partial<FinalTrace> = {}): FinalTrace => ({
  traceId: "trace-1",
  skillName: "docker-build",
  executionId: "exec-1",
  startedAt: new Date(START),
  completedAt: new Date("2025-11-16T12:00:01.000Z"),
  status: "failed",
  errorMessage: "no space",
  metadata: { user: "alice" },
  totalDurationMs: 250,
  steps: [
    {
      name: "outer",
      timestamp: "2025-11-16T12:00:00.250000Z",
      durationMs: 250,
      status: "failed",
      errorMessage: "no space",
      id: 1,
      offsetUs: 0,
      durationUs: 250_000,
      attributes: { attempt: 2 },
    },
    {
      name: "inner",
      timestamp: "2025-11-16T12:00:00.200000Z",
      durationMs: 100,
      status: "success",
      id: 2,
      parentId: 1,
      offsetUs: 100_000,
      durationUs: 100_000,
    },
  ],
  ...given,
});

const recovered = (spilled: FinalTrace): FinalTrace => {
  const journaled = readJournal([spilledText(spilled)]);
  if (journaled === undefined) throw new Error("expected a journal that says which trace it is of");
  return recoverTrace(journaled, 0);
};

describe("spilledText", () => {
  it("is recovered as the trace that it was", () => {
    expect(recovered(trace())).toEqual(trace());
  });

  it("makes the same row", () => {
    expect(encodeTrace(recovered(trace()))).toEqual(encodeTrace(trace()));
    expect(decodeTrace(encodeTrace(recovered(trace())))).toEqual(decodeTrace(encodeTrace(trace())));
  });

  it("keeps every step of a trace from elsewhere that numbers none, or two alike", () => {
    const plain = { timestamp: "2025-11-16T12:00:00.200000Z", durationMs: 50, status: "success" } as const;
    for (const id of [undefined, 7]) {
      const steps = ["a", "b", "c"].map((name) => ({ ...plain, name, ...(id !== undefined && { id }) }));
      expect(recovered(trace({ steps })).steps).toMatchObject([
        { name: "a", id: 1, offsetUs: 150_000, durationMs: 50 },
        { name: "b", id: 2 },
        { name: "c", id: 3 },
      ]);
    }
  });

  it("has a step whose end cannot be read begin with the trace", () => {
    const steps = [{ name: "a", timestamp: "some day", durationMs: 1, status: "success" } as const];
    expect(recovered(trace({ steps })).steps).toMatchObject([{ name: "a", offsetUs: 0 }]);
  });
});
