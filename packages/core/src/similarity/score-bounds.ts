/** Words of a set that is looked up: more together are not rarer, to speak of. */
const MOST_TOGETHER = 6;

/** How many words a signature has in all, and shares with a question, variable ones apart. */
export interface SharedWords {
  readonly size: number;
  readonly shared: number;
}

/** The score of two sets of words: what they share, over what there is in both together. */
export function scoreOf(questionSize: number, { size, shared }: SharedWords): number {
  const union = questionSize + size - shared;
  return union === 0 ? 0 : shared / union;
}

/** What a failure needs to have a place in an answer that is full, or to be in one at all. */
export interface Place {
  readonly score: number;
  /** Whether it needs a better score than that: those with the same are newer, and there are enough of them. */
  readonly isTaken: boolean;
}

/** A question, by the number of its words, and of those that are variable. */
export interface QuestionSize {
  readonly size: number;
  readonly variable: number;
}

/** Whether a failure that shares so many words has a place. */
export function hasPlace(questionSize: number, words: SharedWords, place: Place): boolean {
  const score = scoreOf(questionSize, words);
  return place.isTaken ? score > place.score : score >= place.score;
}

/**
 * How many variable words a failure of a signature has to share with a question at least, to have a place; `undefined` where not
 * even all of them are enough.
 */
export function leastVariable(
  question: QuestionSize,
  { size, shared }: SharedWords,
  place: Place,
): number | undefined {
  const most = Math.min(question.variable, size - shared);
  for (let count = 1; count <= most; count += 1) {
    if (hasPlace(question.size, { size, shared: shared + count }, place)) return count;
  }
  return undefined;
}

/** The same, for a failure that shares variable words alone: it has no others then, at best. */
export function leastVariableAlone(question: QuestionSize, place: Place): number | undefined {
  for (let count = 1; count <= question.variable; count += 1) {
    if (hasPlace(question.size, { size: count, shared: count }, place)) return count;
  }
  return undefined;
}

/**
 * Sets of words of which a failure has all of one, if it shares so many words with a question as it has to; few sets, of
 * words that are rare.
 *
 * @param words the rarest first
 * @param least how many of them it shares at least
 * @param most sets, about
 * @see Wang, J., Li, G., Feng, J. (2012): Can we beat the prefix filtering? SIGMOD 2012, for sets of more than one word.
 */
export function coveringSets<T>(words: readonly T[], least: number, most: number): readonly (readonly T[])[] {
  const spare = words.length - least;
  let length = Math.min(least, MOST_TOGETHER);
  while (length > 1 && countSubsets(spare + length, length) > most) length -= 1;
  return subsets(words.slice(0, spare + length), length);
}

function countSubsets(count: number, length: number): number {
  let subsetCount = 1;
  for (let index = 0; index < length; index += 1) subsetCount = (subsetCount * (count - index)) / (index + 1);
  return subsetCount;
}

function subsets<T>(items: readonly T[], length: number): readonly (readonly T[])[] {
  if (length === 1) return items.map((item) => [item]);
  return items.flatMap((item, index) =>
    subsets(items.slice(index + 1), length - 1).map((rest) => [item, ...rest]),
  );
}
