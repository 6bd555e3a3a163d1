import { partWords, tokenize } from "@steptrace/core";
import { describe, expect, it } from "vitest";
import { adversarialCorpus } from "./adversarial.js";
import type { Corpus } from "./corpus.js";
import { realisticCorpus } from "./realistic.js";

const MESSAGES = 20_000;
const SEED = 42;

function messagesOf(corpus: Corpus): readonly string[] {
  return Array.from({ length: MESSAGES }, (_, index) => corpus.messageAt(index));
}

/** How often each value is there, the most frequent first. */
function countsOf(values: readonly string[]): readonly number[] {
  const counts = new Map<string, number>();
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1);
  return [...counts.values()].sort((a, b) => b - a);
}

/** The words that make a message one of a kind with others. */
function skeletonOf(message: string): string {
  return partWords(tokenize(message)).skeleton.toSorted().join(" ");
}

describe.each([
  ["realistic", realisticCorpus],
  ["adversarial", adversarialCorpus],
])("the %s corpus", (name, makeCorpus) => {
  it("is named so", () => {
    expect(makeCorpus(SEED).name).toBe(name);
  });

  it("is the same for the same seed, in any order, and another one for another", () => {
    const indexes = [7, 999_999, 0];
    const messages = indexes.map((index) => makeCorpus(SEED).messageAt(index));
    const corpus = makeCorpus(SEED);
    expect(indexes.toReversed().map((index) => corpus.messageAt(index))).toEqual(messages.toReversed());
    expect(indexes.map((index) => makeCorpus(SEED + 1).messageAt(index))).not.toEqual(messages);
  });

  it("is of small ASCII words with one space between them", () => {
    for (const message of messagesOf(makeCorpus(SEED))) expect(message).toMatch(/^[!-@[-~]+( [!-@[-~]+)*$/);
  });
});

describe("the realistic corpus", () => {
  const messages = messagesOf(realisticCorpus(SEED));

  it("has 6 to 18 words in a message, of which 1 to 4 are variable", () => {
    const lengths = messages.map((message) => message.split(" ").length);
    const variable = messages.map((message) => message.split(" ").filter((word) => /\d/.test(word)).length);
    expect([Math.min(...lengths), Math.max(...lengths)]).toEqual([6, 18]);
    expect([Math.min(...variable), Math.max(...variable)]).toEqual([1, 4]);
  });

  it("has some thousand templates, a few of which are those of many messages", () => {
    const counts = countsOf(messages.map(skeletonOf));
    expect(counts.length).toBeGreaterThan(2000);
    expect(counts.length).toBeLessThanOrEqual(4000);
    expect(counts[0]).toBeGreaterThan(MESSAGES / 20);
  });

  it("has variable words that nearly every failure has, and some that only one has", () => {
    const words = messages.flatMap((message) => message.split(" "));
    const counts = (shape: RegExp) => countsOf(words.filter((word) => shape.test(word)));
    expect(counts(/^host-\d+:5432$/)).toHaveLength(40);
    expect(counts(/^\d{3}$/)).toHaveLength(5);
    expect(counts(/^\d\/3$/)).toHaveLength(3);
    expect(counts(/^order-\d{1,6}$/).length).toBeGreaterThan(1000);
    expect(counts(/^\d+ms$/).length).toBeGreaterThan(1000);
    expect(counts(/^[0-9a-f]{12}$/)[0]).toBe(1);
    expect(counts(/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/)[0]).toBe(1);
  });
});

describe("the adversarial corpus", () => {
  const messages = messagesOf(adversarialCorpus(SEED));

  it("has 6 to 15 words in a message, and no digit", () => {
    const lengths = messages.map((message) => message.split(" ").length);
    expect([Math.min(...lengths), Math.max(...lengths)]).toEqual([6, 15]);
    expect(messages.filter((message) => /\d/.test(message))).toEqual([]);
  });

  it("has nearly as many sets of words as messages, of a vocabulary in which the n-th word is there 1/n as often", () => {
    expect(countsOf(messages.map(skeletonOf)).length).toBeGreaterThan(0.99 * MESSAGES);
    const [first = 0, second = 0] = countsOf(messages.flatMap((message) => message.split(" ")));
    expect(first / second).toBeCloseTo(2, 0);
  });
});
