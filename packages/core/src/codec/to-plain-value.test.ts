import { describe, expect, it } from "vitest";
import { hostileValues } from "../../tests/arbitraries.js";
import { toPlainValue } from "./to-plain-value.js";

const plain = { a: 1 };
const list = [1, 2];

describe("toPlainValue", () => {
  it.each([
    ["a plain object as itself", plain, plain],
    ["an array as itself", list, list],
    ["an Error by its text", new TypeError("no token"), "TypeError: no token"],
    [
      "a Map as an object",
      new Map<unknown, unknown>([
        ["a", 1],
        [2, "b"],
      ]),
      { a: 1, "2": "b" },
    ],
    ["a Set as an array", new Set([1, 2]), [1, 2]],
    ["a Date as ISO text", new Date(0), "1970-01-01T00:00:00.000Z"],
    ["an invalid Date as null", new Date(Number.NaN), null],
    ["a URL by its text", new URL("https://example.org/"), "https://example.org/"],
    ["a RegExp by its text", /a+/g, "/a+/g"],
    ["bytes by their number", Buffer.from("abc"), "[3 bytes]"],
    ["what has a toJSON by that", { toJSON: () => "said" }, "said"],
    [
      "what cannot be read as that",
      {
        toJSON() {
          throw new Error("x");
        },
      },
      "[Unreadable]",
    ],
  ])("says %s", (_, value, expected) => {
    expect(toPlainValue(value)).toEqual(expected);
  });

  it("keeps a Map's key __proto__ from becoming a prototype", () => {
    const value = toPlainValue(new Map([["__proto__", { polluted: true }]]));
    expect(Object.getPrototypeOf(value)).toBe(Object.prototype);
    expect("polluted" in (value as object)).toBe(false);
  });

  it("never throws", () => {
    for (const value of hostileValues()) {
      if (typeof value === "object" && value !== null) expect(() => toPlainValue(value)).not.toThrow();
    }
  });
});
