import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { anyText } from "../../tests/arbitraries.js";
import { tokenize } from "./tokenize.js";

describe("tokenize", () => {
  it("splits on any white space, lower-cases, and keeps each word once", () => {
    expect([...tokenize("  Connection\ttimeout\u00a0to\r\nconnection  ")]).toEqual([
      "connection",
      "timeout",
      "to",
    ]);
  });

  it("keeps punctuation: only white space parts words", () => {
    expect([...tokenize("Error: code=5, (retry)")]).toEqual(["error:", "code=5,", "(retry)"]);
  });

  it.each(["", " ", "\t\n\u2003"])("finds nothing in %j", (text) => {
    expect(tokenize(text).size).toBe(0);
  });

  it("finds no empty token and none with white space", () => {
    fc.assert(
      fc.property(anyText, (text) => {
        for (const token of tokenize(text)) expect(token).toMatch(/^\S+$/);
      }),
    );
  });

  it("finds its own tokens again", () => {
    fc.assert(
      fc.property(anyText, (text) => {
        const tokens = tokenize(text);
        expect(tokenize([...tokens].join(" "))).toEqual(tokens);
      }),
    );
  });

  it("does not tell upper case from lower case", () => {
    fc.assert(
      fc.property(fc.string({ unit: "grapheme-ascii" }), (text) => {
        expect(tokenize(text.toUpperCase())).toEqual(tokenize(text.toLowerCase()));
      }),
    );
    expect(tokenize("ÜBER ΣΊΣΥΦΟΣ")).toEqual(tokenize("über σίσυφος"));
  });
});
