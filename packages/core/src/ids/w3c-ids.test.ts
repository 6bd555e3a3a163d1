import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { uuidV7 } from "./uuid-v7.js";
import { fromW3cTraceId, toW3cSpanId, toW3cTraceId } from "./w3c-ids.js";

describe("W3C trace ids", () => {
  it("are the 16 bytes of the UUID, and lead back to it", () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 2 ** 48 - 1 }), (time) => {
        const id = uuidV7(time);
        const w3c = toW3cTraceId(id) ?? "";
        expect(w3c).toMatch(/^[0-9a-f]{32}$/);
        expect(fromW3cTraceId(w3c)).toBe(id);
      }),
    );
  });

  it("are lower case", () => {
    expect(toW3cTraceId("019A8C5B-0000-7ABC-8DEF-0123456789AB")).toBe("019a8c5b00007abc8def0123456789ab");
  });

  it.each(["", "exec-123", "019a8c5b00007abc8def0123456789ab", "00000000-0000-0000-0000-000000000000"])(
    "do not exist for the trace id %j",
    (traceId) => expect(toW3cTraceId(traceId)).toBeUndefined(),
  );

  it.each(["", "0".repeat(32), "019A8C5B00007ABC8DEF0123456789AB", "g".repeat(32), "0".repeat(31)])(
    "are not %j",
    (w3c) => expect(fromW3cTraceId(w3c)).toBeUndefined(),
  );
});

describe("toW3cSpanId", () => {
  it.each([
    [1, "0000000000000001"],
    [255, "00000000000000ff"],
    [10_000, "0000000000002710"],
  ])("says step %i in 16 hex digits", (stepId, expected) => {
    expect(toW3cSpanId(stepId)).toBe(expected);
  });
});
