import { describe, expect, it } from "vitest";
import { requireEqual } from "./require-equal.js";

const a = { traceId: "a", score: 0.5 };
const b = { traceId: "b", score: 0.5 };

describe("requireEqual", () => {
  it("accepts the same failures in the same order", () => {
    expect(() => requireEqual("why", [a, b], [{ ...a }, { ...b }])).not.toThrow();
  });

  it.each([
    ["another order", [b, a], [a, b], /"why": place 1 is a with 0.5 there, and b with 0.5 here/],
    [
      "another score",
      [{ ...a, score: 0.500001 }],
      [a],
      /place 1 is a with 0.5 there, and a with 0.500001 here/,
    ],
    ["one that is missing", [a], [a, b], /place 2 is b with 0.5 there, and empty here/],
    ["one too many", [a, b], [a], /place 2 is empty there, and b with 0.5 here/],
  ])("refuses %s", (_, ours, bruteForce, message) => {
    expect(() => requireEqual("why", ours, bruteForce)).toThrow(message);
  });
});
