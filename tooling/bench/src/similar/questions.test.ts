import { jaccard, tokenize } from "@steptrace/core";
import { describe, expect, it } from "vitest";
import { adversarialCorpus } from "./corpora/adversarial.js";
import { makeQuestions } from "./questions.js";

const FAILURES = 500;
const corpus = adversarialCorpus(42);
const questions = makeQuestions(corpus, FAILURES, 200, 1);
const stored = Array.from({ length: FAILURES }, (_, index) => corpus.messageAt(index));

describe("makeQuestions", () => {
  it("asks the same for the same seed", () => {
    expect(makeQuestions(corpus, FAILURES, 200, 1)).toEqual(questions);
    expect(makeQuestions(corpus, FAILURES, 200, 2)).not.toEqual(questions);
  });

  it("asks for stored messages, and by turns for such with some words of others", () => {
    const isStored = questions.map((question) => stored.includes(question));
    expect(isStored.filter((_, index) => index % 2 === 0)).not.toContain(false);
    const mixed = questions.filter((_, index) => index % 2 === 1);
    const sizes = mixed.map((question) => {
      const words = tokenize(question);
      return Math.max(...stored.map((message) => jaccard(words, tokenize(message))));
    });
    const mean = sizes.reduce((sum, size) => sum + size, 0) / sizes.length;
    expect(mean).toBeGreaterThan(0.4);
    expect(mean).toBeLessThan(0.8);
  });
});
