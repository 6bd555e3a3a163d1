import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { failureFeatures, partWords } from "./failure-features.js";
import { hashText } from "./hash-text.js";
import { tokenize } from "./tokenize.js";

describe("hashText", () => {
  it.each([
    ["", "-2039914840885289964"],
    ["abc", "-5010229573455851542"],
  ])("is the first 64 bits of the SHA-256 of %j", (text, expected) => {
    expect(hashText(text)).toBe(expected);
  });

  it("is a BIGINT", () => {
    fc.assert(
      fc.property(fc.string(), (text) => {
        expect(BigInt.asIntN(64, BigInt(hashText(text))).toString()).toBe(hashText(text));
      }),
    );
  });
});

describe("failureFeatures", () => {
  it("parts words by their digits", () => {
    expect(partWords(tokenize("Order 4711 of ada@x.org not found after 3s"))).toEqual({
      skeleton: ["order", "of", "ada@x.org", "not", "found", "after"],
      variable: ["4711", "3s"],
    });
  });

  it("gives failures that differ in variable words alone one signature", () => {
    const first = failureFeatures("order 4711 not found");
    const second = failureFeatures("Found  not\tORDER 12");
    expect(first?.signature).toBe(second?.signature);
    expect(first).toMatchObject({ size: 4, variable: [hashText("4711")] });
    expect(first?.skeleton).toEqual(["order", "not", "found"].map(hashText).sort());
  });

  it("tells apart what differs in its other words, or in their number", () => {
    const signatures = ["a", "b", "a b", "a 1", "a 1 2", "1", "1 2", "", "ab"].map(
      (message) => failureFeatures(message)?.signature,
    );
    expect(new Set(signatures).size).toBe(signatures.length);
  });

  it("has something for every message of up to 20,000 words, and nothing for longer ones", () => {
    const words = (count: number) => Array.from({ length: count }, (_, index) => `w${index}`).join(" ");
    expect(failureFeatures(" \n ")).toMatchObject({ size: 0, skeleton: [], variable: [] });
    expect(failureFeatures(words(20_000))).toMatchObject({ size: 20_000 });
    expect(failureFeatures(words(20_001))).toBeUndefined();
  });
});
