import { hashText, partWords, tokenize } from "@steptrace/core";

/** A message as it is looked for; words as the database has them, by `hashText`. */
export interface Question {
  readonly words: ReadonlySet<string>;
  readonly size: number;
  /** Hashes of the words without a digit. */
  readonly skeleton: readonly string[];
  /** Hashes of those with a digit. */
  readonly variable: readonly string[];
}

export function toQuestion(message: string): Question {
  const words = tokenize(message);
  const { skeleton, variable } = partWords(words);
  return { words, size: words.size, skeleton: skeleton.map(hashText), variable: variable.map(hashText) };
}
