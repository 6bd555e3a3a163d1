import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { anyText } from "../../tests/arbitraries.js";
import { storableText } from "./storable-text.js";

describe("storableText", () => {
  it("keeps within the bytes also where cleaning makes the text longer", () => {
    expect(storableText("\u0000".repeat(10), 10)).toBe("\ufffd".repeat(3));
  });

  it("is storable, within the bytes, and changes nothing the second time", () => {
    fc.assert(
      fc.property(anyText, fc.nat({ max: 40 }), (text, maxBytes) => {
        const stored = storableText(text, maxBytes);
        expect(stored.isWellFormed() && !stored.includes("\u0000")).toBe(true);
        expect(Buffer.byteLength(stored)).toBeLessThanOrEqual(maxBytes);
        expect(storableText(stored, maxBytes)).toBe(stored);
      }),
    );
  });
});
