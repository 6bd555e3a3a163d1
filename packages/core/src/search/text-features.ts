import { hashText } from "../similarity/hash-text.js";
import { type SearchableWords, searchableWords } from "./searchable-words.js";

/** A word with more digits in the name of a step is taken for a number that differs from trace to trace. */
const MAX_NAME_DIGITS = 2;
/** More are not worth an index: a row of these many would take longer to store than to compare. */
const MAX_WORDS = 20_000;
/** Sets of step names that are remembered: a program has few, and repeats them with each trace. */
const MAX_REMEMBERED = 1000;
/** Characters of the names of a set that is remembered. */
const MAX_REMEMBERED_LENGTH = 4096;

const NO_MESSAGE = searchableWords("");

/** What a trace is found by in a search for words; hashes of `hashText`. */
export interface TextFeatures {
  /** That of its fixed words: traces of one skill mostly share it. */
  readonly signature: string;
  /** The fixed words of its step names and of its error message, ascending as text. */
  readonly words: readonly string[];
  /** The other words of its step names. */
  readonly stepNumbers: readonly string[];
  /** The other words of its error message, as they stand there. */
  readonly messageNumbers: readonly string[];
  /** These without the punctuation at their ends, where that makes other words. */
  readonly bareNumbers: readonly string[];
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
  const message = errorMessage === undefined ? NO_MESSAGE : searchableWords(errorMessage);
  if (names.count + countWords(message) > MAX_WORDS) return undefined;
  if (message.words.size === 0) return names;
  const isFixed = (word: string): boolean => countDigits(word) === 0;
  const whole = hashesOf(message.words, isFixed);
  const bare = hashesOf(message.bare, isFixed);
  const words = [...new Set([...names.words, ...whole.fixed, ...bare.fixed])].sort();
  return {
    signature: signatureOf(words),
    words,
    stepNumbers: names.stepNumbers,
    messageNumbers: whole.others,
    bareNumbers: bare.others,
  };
}

/** The hashes of words, the fixed ones by themselves. */
function hashesOf(
  words: Iterable<string>,
  isFixed: (word: string) => boolean,
): { readonly fixed: readonly string[]; readonly others: readonly string[] } {
  const [fixed, others]: [string[], string[]] = [[], []];
  for (const word of words) (isFixed(word) ? fixed : others).push(hashText(word));
  return { fixed, others };
}

function countWords({ words, bare }: SearchableWords): number {
  return words.size + bare.size;
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

/** Whether a trace has all of the words, each in its error message or in the name of a step, as `searchableWords` reads these. */
export function hasAllWords(
  words: ReadonlySet<string>,
  errorMessage: string | undefined,
  stepNames: readonly string[],
): boolean {
  const missing = new Set(words);
  for (const text of [errorMessage ?? "", ...stepNames]) {
    if (missing.size === 0) break;
    const { words: whole, bare } = searchableWords(text);
    for (const word of missing) if (whole.has(word) || bare.has(word)) missing.delete(word);
  }
  return missing.size === 0;
}

const remembered = new Map<string, NameFeatures>();

function nameFeatures(stepNames: readonly string[]): NameFeatures {
  // A separator that parts words as well: of two lists that look alike, the words are the same.
  const key = stepNames.join("\n");
  const known = remembered.get(key);
  if (known !== undefined) return known;
  const found = searchableWords(key);
  const isFixed = (word: string): boolean => countDigits(word) <= MAX_NAME_DIGITS;
  const { fixed, others } = hashesOf([...found.words, ...found.bare], isFixed);
  const words = [...fixed].sort();
  const made = {
    signature: signatureOf(words),
    words,
    stepNumbers: others,
    messageNumbers: [],
    bareNumbers: [],
    count: countWords(found),
  };
  // Names with numbers of their own do not come again.
  if (others.length > 0 || key.length > MAX_REMEMBERED_LENGTH) return made;
  if (remembered.size >= MAX_REMEMBERED) remembered.clear();
  remembered.set(key, made);
  return made;
}

function countDigits(word: string): number {
  return word.match(/\d/g)?.length ?? 0;
}
