import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { tokenize } from "../similarity/tokenize.js";
import { searchableWords } from "./searchable-words.js";

describe("searchableWords", () => {
  it.each([
    ["ENOENT: no such file", ["enoent"]],
    ["cannot read 'foo' of (undefined).", ["foo", "undefined"]],
    ["order 4711, 4712;", ["4711", "4712"]],
    ["at 127.0.0.1:5432 in src/index.ts", []],
    ["a failed: a", ["failed"]],
    ["failed, failed", []],
    ["-- ... 🚀 {}", []],
    ["🚀done🚀", ["done"]],
    ["«café», «אב»", ["café", "אב"]],
    ["e\u0301.", ["e\u0301"]],
    ["", []],
  ])("finds the words of %j without their punctuation: %j", (text, bare) => {
    expect([...searchableWords(text).bare]).toEqual(bare);
  });

  it("has all words as they stand, and no other that is one of these", () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom("a", "É", "7", ":", "'", " ", "-", "🚀") }), (text) => {
        const { words, bare } = searchableWords(text);
        expect(words).toEqual(tokenize(text));
        for (const word of bare) {
          expect(words).not.toContain(word);
          expect([...words].some((one) => one.includes(word))).toBe(true);
          expect(searchableWords(word)).toEqual({ words: new Set([word]), bare: new Set() });
        }
      }),
    );
  });

  it("reads a word of a million signs of punctuation once", () => {
    const word = `a${".".repeat(1_000_000)}b${".".repeat(1_000_000)}`;
    expect([...searchableWords(word).bare]).toEqual([`a${".".repeat(1_000_000)}b`]);
  });
});
