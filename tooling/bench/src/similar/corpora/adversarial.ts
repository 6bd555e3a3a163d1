import type { Corpus } from "./corpus.js";
import { Random } from "./random.js";
import { wordOf } from "./word-of.js";
import { Zipf } from "./zipf.js";

const VOCABULARY = 20_000;
const WORD_EXPONENT = 1;
const LEAST_WORDS = 6;
const MOST_WORDS = 15;

/** Free text: no variable word to find a failure by, no template that two have in common, and words that stand in every second. */
export function adversarialCorpus(seed: number): Corpus {
  const words = new Zipf(VOCABULARY, WORD_EXPONENT);
  return {
    name: "adversarial",
    messageAt(index) {
      const random = Random.member(seed, index);
      const length = random.integer(LEAST_WORDS, MOST_WORDS);
      return Array.from({ length }, () => wordOf(words.pick(random))).join(" ");
    },
  };
}
