import { describe, expect, it } from "vitest";
import { markTruncated } from "./mark-truncated.js";

describe("markTruncated", () => {
  it("changes nothing where nothing was cut", () => {
    const metadata = { user: "alice" };
    expect(markTruncated(metadata, {})).toBe(metadata);
  });

  it.each([
    [undefined, { steps: true }],
    [{ refused_steps: 2 }, { refused_steps: 2, steps: true }],
    ["the user's own", { value: "the user's own", steps: true }],
    [null, { value: null, steps: true }],
    [[1], { value: [1], steps: true }],
  ])("keeps what stands there: %j", (before, after) => {
    const metadata = { user: "alice", ...(before !== undefined && { truncated: before }) };
    expect(markTruncated(metadata, { steps: true })).toEqual({ user: "alice", truncated: after });
    expect(markTruncated(markTruncated(metadata, { steps: true }), { steps: true })).toEqual({
      user: "alice",
      truncated: after,
    });
  });
});
