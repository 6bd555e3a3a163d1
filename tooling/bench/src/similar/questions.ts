import type { Corpus } from "./corpora/corpus.js";
import { Random } from "./corpora/random.js";

/** The part of a message's words that another message's stand in for. */
const REPLACED = 0.3;

/**
 * Questions by turns: a message that is stored, and one with some of its words replaced by those of another.
 *
 * @param failures how many messages of the corpus are stored
 */
export function makeQuestions(
  corpus: Corpus,
  failures: number,
  count: number,
  seed: number,
): readonly string[] {
  const random = new Random(seed);
  const stored = (): string => corpus.messageAt(random.integer(0, failures - 1));
  return Array.from({ length: count }, (_, index) =>
    index % 2 === 0 ? stored() : mix(stored(), stored(), random),
  );
}

function mix(message: string, other: string, random: Random): string {
  const others = other.split(" ");
  return message
    .split(" ")
    .map((word) => (random.next() < REPLACED ? random.pick(others) : word))
    .join(" ");
}
