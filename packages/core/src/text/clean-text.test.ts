import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { anyText, storableText } from "../../tests/arbitraries.js";
import { cleanText } from "./clean-text.js";

describe("cleanText", () => {
  it("replaces NUL and lone surrogates by U+FFFD, one for one", () => {
    expect(cleanText("a\u0000b\ud800c\udc00")).toBe("a\ufffdb\ufffdc\ufffd");
  });

  it("leaves surrogate pairs and every other control character alone", () => {
    expect(cleanText("😀\u0001\u007f\n")).toBe("😀\u0001\u007f\n");
  });

  it("leaves storable text as it is", () => {
    fc.assert(
      fc.property(storableText, (text) => {
        expect(cleanText(text)).toBe(text);
      }),
    );
  });

  it("makes any text storable, of the same length, and has nothing left to do", () => {
    fc.assert(
      fc.property(anyText, (text) => {
        const clean = cleanText(text);
        expect(clean.isWellFormed() && !clean.includes("\u0000")).toBe(true);
        expect(clean.length).toBe(text.length);
        expect(cleanText(clean)).toBe(clean);
      }),
    );
  });
});
