import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { anyText } from "../../tests/arbitraries.js";
import { cutToBytes, cutToLength } from "./cut-text.js";

const maximum = fc.nat({ max: 40 });

describe("cutToBytes", () => {
  it.each([
    ["abc", 3, "abc"],
    ["abc", 2, "ab"],
    ["é€", 4, "é"],
    ["é€", 5, "é€"],
    ["a😀", 4, "a"],
    ["a😀", 5, "a😀"],
    ["abc", 0, ""],
    ["", 0, ""],
  ])("cuts %j to %i bytes as %j", (text, maxBytes, expected) => {
    expect(cutToBytes(text, maxBytes)).toBe(expected);
  });

  it("never exceeds the bytes, never splits a character, and cuts no more than it has to", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary" }), maximum, (text, maxBytes) => {
        const cut = cutToBytes(text, maxBytes);
        expect(text.startsWith(cut)).toBe(true);
        expect(cut.isWellFormed()).toBe(true);
        expect(Buffer.byteLength(cut)).toBeLessThanOrEqual(maxBytes);
        const [next = ""] = text.slice(cut.length);
        if (next !== "") expect(Buffer.byteLength(cut + next)).toBeGreaterThan(maxBytes);
      }),
    );
  });

  it("never exceeds the bytes of text with lone surrogates either", () => {
    fc.assert(
      fc.property(anyText, maximum, (text, maxBytes) => {
        const cut = cutToBytes(text, maxBytes);
        expect(text.startsWith(cut)).toBe(true);
        expect(Buffer.byteLength(cut)).toBeLessThanOrEqual(maxBytes);
      }),
    );
  });

  it("cuts ten megabytes", () => {
    expect(cutToBytes("€".repeat(10_000_000), 64 * 1024)).toBe("€".repeat(Math.floor((64 * 1024) / 3)));
  });
});

describe("cutToLength", () => {
  it("keeps text of the very length", () => {
    expect(cutToLength("abc", 3)).toBe("abc");
  });

  it("leaves a pair out whole where only its first half would fit", () => {
    expect(cutToLength("a😀", 2)).toBe("a");
  });

  it("never exceeds the length, and never splits a surrogate pair", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary" }), maximum, (text, maxLength) => {
        const cut = cutToLength(text, maxLength);
        expect(text.startsWith(cut)).toBe(true);
        expect(cut.isWellFormed()).toBe(true);
        expect(cut.length).toBeLessThanOrEqual(maxLength);
        expect(cut.length).toBeGreaterThanOrEqual(Math.min(text.length, maxLength - 1));
      }),
    );
  });
});
