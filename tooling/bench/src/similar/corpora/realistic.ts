import type { Corpus } from "./corpus.js";
import { Random } from "./random.js";
import { VARIABLE_WORDS } from "./variable-words.js";
import { wordOf } from "./word-of.js";
import { Zipf } from "./zipf.js";

const TEMPLATES = 4000;
const POPULARITY_EXPONENT = 1;
const VOCABULARY = 3000;
const WORD_EXPONENT = 0.8;
/** Of a template, beside its variable words. */
const LEAST_WORDS = 5;
const MOST_WORDS = 14;
const MOST_VARIABLE = 4;

/** What makes a word of a message. */
type Slot = (random: Random) => string;

/**
 * Failures of an application: the messages of some thousand places in its code, some of which fail far more often than others,
 * each with variable words in it.
 */
export function realisticCorpus(seed: number): Corpus {
  const templates = makeTemplates(new Random(seed));
  const popularity = new Zipf(TEMPLATES, POPULARITY_EXPONENT);
  return {
    name: "realistic",
    messageAt(index) {
      const random = Random.member(seed, index);
      const template = templates[popularity.pick(random)] ?? [];
      return template.map((slot) => slot(random)).join(" ");
    },
  };
}

function makeTemplates(random: Random): readonly (readonly Slot[])[] {
  const words = new Zipf(VOCABULARY, WORD_EXPONENT);
  return Array.from({ length: TEMPLATES }, () => {
    const template: Slot[] = Array.from({ length: random.integer(LEAST_WORDS, MOST_WORDS) }, () => {
      const word = wordOf(words.pick(random));
      return () => word;
    });
    const variable = random.integer(1, MOST_VARIABLE);
    for (let count = 0; count < variable; count += 1)
      template.splice(random.integer(0, template.length), 0, random.pick(VARIABLE_WORDS));
    return template;
  });
}
