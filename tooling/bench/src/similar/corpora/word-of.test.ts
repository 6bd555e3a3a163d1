import { describe, expect, it } from "vitest";
import { wordOf } from "./word-of.js";

describe("wordOf", () => {
  const words = Array.from({ length: 20_000 }, (_, index) => wordOf(index));

  it("has a word of six letters for each index, and none twice", () => {
    expect(new Set(words).size).toBe(words.length);
    expect(words.filter((word) => !/^[a-z]{6}$/.test(word))).toEqual([]);
  });

  it("begins words that follow each other with all kinds of syllables", () => {
    expect(new Set(words.slice(0, 100).map((word) => word.slice(0, 2))).size).toBeGreaterThan(50);
  });
});
