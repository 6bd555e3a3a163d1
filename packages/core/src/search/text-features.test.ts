import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { hashText } from "../similarity/hash-text.js";
import { tokenize } from "../similarity/tokenize.js";
import { hasAllWords, partSearched, textFeatures } from "./text-features.js";

const hashes = (...words: readonly string[]) => words.map(hashText).sort();
const word = fc.constantFrom(
  "load",
  "Load",
  "step-1",
  "k8s",
  "42",
  "4711",
  "load:",
  "(4711),",
  "order-4712",
  "é",
  "ΟΔΟΣ",
  "{a,b}",
);
const phrase = fc.array(word, { maxLength: 4 }).map((words) => words.join(" \n"));

describe("textFeatures", () => {
  it("makes a signature of the words that repeat from trace to trace", () => {
    const first = textFeatures("Order 4711 not found", ["Load part-1", "send k8s order-4711"]);
    const second = textFeatures("order 12 not FOUND", ["load part-1", "send K8S order-98765"]);
    expect(first).toMatchObject({
      words: hashes("order", "not", "found", "load", "part-1", "send", "k8s"),
      stepNumbers: hashes("order-4711"),
      messageNumbers: hashes("4711"),
    });
    expect(second?.signature).toBe(first?.signature);
    expect(textFeatures(undefined, ["load part-2"])?.signature).not.toBe(
      textFeatures(undefined, ["load part-1"])?.signature,
    );
  });

  it("has each word without the punctuation at its ends besides", () => {
    expect(textFeatures("ENOENT: order 4711, 'k8s'", ["(load)", "part [4712]"])).toMatchObject({
      words: hashes("enoent:", "enoent", "order", "(load)", "load", "part"),
      stepNumbers: hashes("[4712]", "4712"),
      messageNumbers: ["4711,", "'k8s'"].map(hashText),
      bareNumbers: ["4711", "k8s"].map(hashText),
    });
  });

  it("is that of a set: of whatever order the words are in, and however often they come", () => {
    const names = fc.array(phrase, { maxLength: 4 });
    fc.assert(
      fc.property(names, fc.option(phrase, { nil: undefined }), (given, message) => {
        const one = textFeatures(message, given);
        const other = textFeatures(message && `${message} ${message}`, [...given, ...given].reverse());
        expect(other?.signature).toBe(one?.signature);
        expect(other?.words).toEqual(one?.words);
      }),
    );
  });

  it("has each word of a search in one of the places where it is looked for", () => {
    fc.assert(
      fc.property(phrase, fc.array(phrase, { maxLength: 3 }), phrase, (message, names, text) => {
        const found = textFeatures(message, names);
        const wanted = partSearched(tokenize(text));
        const fixed = new Set(found?.words);
        const numbers = new Set([
          ...(found?.stepNumbers ?? []),
          ...(found?.messageNumbers ?? []),
          ...(found?.bareNumbers ?? []),
        ]);
        const isFound =
          wanted.fixed.every((one) => fixed.has(one)) &&
          wanted.mixed.every((one) => fixed.has(one) || numbers.has(one)) &&
          wanted.numbers.every((one) => numbers.has(one));
        expect(isFound).toBe(hasAllWords(tokenize(text), message, names));
      }),
    );
  });

  it("has something for a trace without a word, and nothing for one of more than 20,000", () => {
    const words = (count: number) => Array.from({ length: count }, (_, index) => `w${index}`).join(" ");
    expect(textFeatures(undefined, [])).toMatchObject({ words: [], stepNumbers: [], messageNumbers: [] });
    expect(textFeatures(words(10_000), [words(10_000)])).toBeDefined();
    expect(textFeatures(words(10_000), [words(10_001)])).toBeUndefined();
  });
});

describe("hasAllWords", () => {
  it.each([
    ["load", true],
    ["LOAD customers", true],
    ["load found", true],
    ["loa", false],
    ["load orders", false],
    ["enoent", true],
    ["ENOENT:", true],
    ["file", true],
    ["'file'", true],
    ["'file", false],
    ["found:", false],
  ])("says of %j: %j", (text, expected) => {
    const message = "not Found ENOENT: 'file'";
    expect(hasAllWords(tokenize(text), message, ["load", "send  customers"])).toBe(expected);
  });
});
