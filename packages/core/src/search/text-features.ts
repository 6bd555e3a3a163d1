import { hashText } from "../similarity/hash-text.js";
import { tokenize } from "../similarity/tokenize.js";

/** A word with more digits in the name of a step is taken for a number that differs from trace to trace. */
const MAX_NAME_DIGITS = 2;
/** More are not worth an index: a row of these many would take longer to store than to compare. */
const MAX_WORDS = 20_000;
/** Sets of step names that are remembered: a program has few, and repeats them with each trace. */
const MAX_REMEMBERED = 1000;
/** Characters of the names of a set that is remembered. */
const MAX_REMEMBERED_LENGTH = 4096;

const NONE: ReadonlySet<string> = new Set();

/** What a trace is found by in a search for words; hashes of `hashText`. */
export interface TextFeatures {
  /** That of its fixed words: traces of one skill mostly share it. */
  readonly signature: string;
  /** The fixed words of its step names and of its error message, ascending as text. */
  readonly words: readonly string[];
  /** The other words of its step names. */
  readonly stepNumbers: readonly string[];
  /** The other words of its error message. */
  readonly messageNumbers: readonly string[];
}

/** The words of a search, by where a trace may have them; hashes of `hashText`. */
export interface SearchedWords {
  /** Without a digit: fixed words, wherever they stand. */
  readonly fixed: readonly string[];
  /** With one digit or two: fixed in the name of a step, and not in a message. */
  readonly mixed: readonly string[];
  /** With more: fixed nowhere. */
  readonly numbers: readonly string[];
}

/** What a trace with these names of steps, and no error message, is found by. */
interface NameFeatures extends TextFeatures {
  readonly count: number;
}

/**
 * What a trace is found by; `undefined` for one of more than 20,000 words, which is compared itself.
 *
 * Words that repeat from trace to trace make a signature, of which there are few; those that do not would make one for each
 * trace, and are kept by themselves. In a message, that is every word with a digit. Names of steps differ less:
 * `step-1` and `k8s` are fixed there, and `4711` is not.
 */
export function textFeatures(
  errorMessage: string | undefined,
  stepNames: readonly string[],
): TextFeatures | undefined {
  const names = nameFeatures(stepNames);
  const message = errorMessage === undefined ? NONE : tokenize(errorMessage);
  if (names.count + message.size > MAX_WORDS) return undefined;
  if (message.size === 0) return names;
  const fixed = new Set(names.words);
  const messageNumbers: string[] = [];
  for (const word of message) {
    if (countDigits(word) === 0) fixed.add(hashText(word));
    else messageNumbers.push(hashText(word));
  }
  const words = [...fixed].sort();
  return { signature: signatureOf(words), words, stepNumbers: names.stepNumbers, messageNumbers };
}

function signatureOf(words: readonly string[]): string {
  return hashText(words.join(" "));
}

/** Parts the words of a search, by the same rules. */
export function partSearched(words: ReadonlySet<string>): SearchedWords {
  const [fixed, mixed, numbers]: [string[], string[], string[]] = [[], [], []];
  for (const word of words) {
    const digits = countDigits(word);
    (digits === 0 ? fixed : digits <= MAX_NAME_DIGITS ? mixed : numbers).push(hashText(word));
  }
  return { fixed, mixed, numbers };
}

/** Whether a trace has all of the words, each in its error message or in the name of a step. */
export function hasAllWords(
  words: ReadonlySet<string>,
  errorMessage: string | undefined,
  stepNames: readonly string[],
): boolean {
  const missing = new Set(words);
  for (const text of [errorMessage ?? "", ...stepNames]) {
    if (missing.size === 0) break;
    for (const word of tokenize(text)) missing.delete(word);
  }
  return missing.size === 0;
}

const remembered = new Map<string, NameFeatures>();

function nameFeatures(stepNames: readonly string[]): NameFeatures {
  // A separator that parts words as well: of two lists that look alike, the words are the same.
  const key = stepNames.join("\n");
  const known = remembered.get(key);
  if (known !== undefined) return known;
  const all = [...tokenize(key)];
  const isFixed = (word: string): boolean => countDigits(word) <= MAX_NAME_DIGITS;
  const words = all.filter(isFixed).map(hashText).sort();
  const stepNumbers = all.filter((word) => !isFixed(word)).map(hashText);
  const made = { signature: signatureOf(words), words, stepNumbers, messageNumbers: [], count: all.length };
  // Names with numbers of their own do not come again.
  if (stepNumbers.length > 0 || key.length > MAX_REMEMBERED_LENGTH) return made;
  if (remembered.size >= MAX_REMEMBERED) remembered.clear();
  remembered.set(key, made);
  return made;
}

function countDigits(word: string): number {
  return word.match(/\d/g)?.length ?? 0;
}
