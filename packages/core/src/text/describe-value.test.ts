import { describe, expect, it } from "vitest";
import { describeValue } from "./describe-value.js";

describe("describeValue", () => {
  it.each([
    ["text", '"text"'],
    ["a\u0000b", '"a\\u0000b"'],
    [undefined, "undefined"],
    [null, "null"],
    [true, "true"],
    [1.5, "1.5"],
    [-0, "-0"],
    [Number.NaN, "NaN"],
    [12n, "12n"],
    [[1, 2], "an array of 2"],
    [{ secret: "x" }, "an object"],
    [new Date(0), "1970-01-01T00:00:00.000Z"],
    [new Date(Number.NaN), "an invalid Date"],
    [() => 1, "a function"],
    [Symbol("s"), "a symbol"],
  ])("says %s as %s", (value, words) => {
    expect(describeValue(value)).toBe(words);
  });

  it("shortens what is long, and says how long it was", () => {
    expect(describeValue("x".repeat(1000))).toBe(`"${"x".repeat(60)}…" (1000 characters)`);
    expect(describeValue(10n ** 100n)).toBe(`1${"0".repeat(59)}…n`);
  });

  it("splits no character when it shortens", () => {
    expect(describeValue(`${"x".repeat(59)}😀${"x".repeat(50)}`).isWellFormed()).toBe(true);
  });
});
