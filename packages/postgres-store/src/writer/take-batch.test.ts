import { encodeTrace } from "@steptrace/core";
import { describe, expect, it } from "vitest";
import { sampleTrace } from "../../tests/support/sample-trace.js";
import { BATCH_ROWS, type QueuedRow, rowLength, takeBatch } from "./take-batch.js";

const queued = (traceId: string, length = 100): QueuedRow => ({
  row: encodeTrace(sampleTrace({ traceId })),
  length,
});

const idsOf = (rows: readonly QueuedRow[]): readonly string[] => rows.map(({ row }) => row.trace_id);

describe("takeBatch", () => {
  it("takes the oldest, up to its share", () => {
    const queue = ["a", "b", "c"].map((id) => queued(id));
    expect(idsOf(takeBatch(queue, 2))).toEqual(["a", "b"]);
    expect(idsOf(queue)).toEqual(["c"]);
    expect(idsOf(takeBatch(queue, 2))).toEqual(["c"]);
    expect(takeBatch(queue, 2)).toEqual([]);
  });

  it("takes a trace once, and leaves its second row the place", () => {
    const queue = ["a", "b", "a", "c", "a"].map((id) => queued(id));
    expect(idsOf(takeBatch(queue, 3))).toEqual(["a", "b", "c"]);
    expect(idsOf(queue)).toEqual(["a", "a"]);
    expect(idsOf(takeBatch(queue, 3))).toEqual(["a"]);
  });

  it("ends before a row that would make it too long, and takes a single one however long it is", () => {
    const queue = [queued("a", 9_000_000), queued("b", 3_000_000), queued("c", 3_000_000)];
    expect(idsOf(takeBatch(queue, 100))).toEqual(["a"]);
    expect(idsOf(takeBatch(queue, 100))).toEqual(["b"]);
    expect(idsOf(takeBatch(queue, 100))).toEqual(["c"]);
  });

  it("takes no more rows than gain something", () => {
    const queue = Array.from({ length: BATCH_ROWS + 1 }, (_, index) => queued(`t-${index}`));
    expect(takeBatch(queue, 5000)).toHaveLength(BATCH_ROWS);
  });
});

describe("rowLength", () => {
  it("counts what can be long", () => {
    const row = encodeTrace({ ...sampleTrace(), errorMessage: "x".repeat(1000) });
    expect(rowLength(row)).toBe((row.steps?.length ?? 0) + "{}".length + 1000);
  });
});
