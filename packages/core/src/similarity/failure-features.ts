import { failureGroup } from "../templates/failure-group.js";
import { hashText } from "./hash-text.js";
import { tokenize } from "./tokenize.js";

const DIGIT = /\d/;
/** More are not worth an index: a row of these many would take longer to store than to compare. */
const MAX_TOKENS = 20_000;

/** The words of a message, parted into those that vary from one failure to the next, and the others. */
export interface MessageParts {
  /** Words without a digit. */
  readonly skeleton: readonly string[];
  /** Words with a digit. */
  readonly variable: readonly string[];
}

/** What a failure is found by; hashes of `hashText`. */
export interface FailureFeatures {
  /** That of the skeleton and the number of words: failures that share it have the same score, but for variable words. */
  readonly signature: string;
  /** Words in all, each counted once. */
  readonly size: number;
  /** The words without a digit, ascending as text. */
  readonly skeleton: readonly string[];
  /** The words with a digit. */
  readonly variable: readonly string[];
  /** That of its group: `failureGroup`. */
  readonly group: string;
}

/** Parts the words of a message, by the same rule for questions and for failures. */
export function partWords(words: ReadonlySet<string>): MessageParts {
  const skeleton: string[] = [];
  const variable: string[] = [];
  for (const word of words) (DIGIT.test(word) ? variable : skeleton).push(word);
  return { skeleton, variable };
}

/** What a message is found by; `undefined` for one of more than 20,000 words, which is compared itself. */
export function failureFeatures(message: string): FailureFeatures | undefined {
  const words = tokenize(message);
  if (words.size > MAX_TOKENS) return undefined;
  const parts = partWords(words);
  const skeleton = parts.skeleton.map(hashText).sort();
  return {
    signature: hashText(`${words.size} ${skeleton.join(" ")}`),
    size: words.size,
    skeleton,
    variable: parts.variable.map(hashText),
    group: failureGroup(message).group,
  };
}
