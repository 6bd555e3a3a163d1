import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { utf8Length } from "./utf8-length.js";

describe("utf8Length", () => {
  it("is what encoding a well-formed text would take", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary", size: "large" }), (text) => {
        expect(utf8Length(text)).toBe(Buffer.byteLength(text));
      }),
    );
  });

  it.each(["", "\u007f", "\u0080", "\u07ff", "\u0800", "\uffff", "\u{10000}", "\u{10ffff}"])(
    "is right at the edge of a width: %j",
    (text) => expect(utf8Length(text)).toBe(Buffer.byteLength(text)),
  );
});
