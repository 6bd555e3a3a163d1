import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { fromTraceparent, toTraceparent } from "./traceparent.js";

describe("a traceparent", () => {
  it("names the step that it was made of", () => {
    fc.assert(
      fc.property(fc.uuid(), fc.integer({ min: 1, max: Number.MAX_SAFE_INTEGER }), (traceId, stepId) => {
        expect(fromTraceparent(toTraceparent(traceId, stepId) ?? "")).toEqual({ traceId, stepId });
      }),
    );
  });

  it("is made of no trace whose id is no UUID", () => {
    expect(toTraceparent("trace-1", 1)).toBeUndefined();
  });

  it.each([
    ["nothing", ""],
    ["another text", "exec-123"],
    ["the all-zero trace id", "00-00000000000000000000000000000000-0000000000000001-01"],
    ["the all-zero parent", "00-0af7651916cd43dd8448eb211c80319c-0000000000000000-01"],
    ["a parent that is no step id of ours", "00-0af7651916cd43dd8448eb211c80319c-f0f067aa0ba902b7-01"],
    ["upper-case digits", "00-0AF7651916CD43DD8448EB211C80319C-0000000000000001-01"],
  ])("is not read from %s", (_, text) => {
    expect(fromTraceparent(text)).toBeUndefined();
  });
});
