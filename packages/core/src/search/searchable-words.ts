import { tokenize } from "../similarity/tokenize.js";

/** A character of a word proper: a letter, a digit, or what is combined with one. */
const OF_WORD = /[\p{L}\p{N}\p{M}]/u;

/** The words of a text by which it is found. */
export interface SearchableWords {
  /** As `tokenize` splits them. */
  readonly words: ReadonlySet<string>;
  /** Those of them without the punctuation at their ends, where that makes another word: `enoent` of `ENOENT:`. */
  readonly bare: ReadonlySet<string>;
}

/** A text is found by each of its words as it stands there, and without the punctuation at its ends. */
export function searchableWords(text: string): SearchableWords {
  const words = tokenize(text);
  const bare = new Set<string>();
  for (const word of words) {
    const own = withoutPunctuation(word);
    if (own !== "" && !words.has(own)) bare.add(own);
  }
  return { words, bare };
}

/** Steps from both ends: a pattern for the end would begin anew at each of a million dots. */
function withoutPunctuation(word: string): string {
  const characters = [...word];
  const isOfWord = (character: string): boolean => OF_WORD.test(character);
  const first = characters.findIndex(isOfWord);
  if (first === -1) return "";
  return characters.slice(first, characters.findLastIndex(isOfWord) + 1).join("");
}
