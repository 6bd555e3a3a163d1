import type { SQL } from "drizzle-orm";
import type { TimeBounds } from "../time-range.js";
import type { Search } from "./conditions.js";
import { either, named, selectBySignatures, selectFound, withWords } from "./select-pages.js";
import { hasOneNumber, hasWords, oneOf, type TextMatch, type TextSource } from "./text-match.js";

/**
 * The newest traces of a time that have what is asked for, by the indexes of that.
 *
 * @param conditions what the filters say, words apart
 */
export function selectMatching(
  source: TextSource,
  search: Search,
  bounds: TimeBounds,
  conditions: readonly SQL[],
  match: TextMatch | undefined,
): SQL {
  if (match === undefined) return selectFound(source, search, bounds, conditions);
  const { words, groups } = match;
  const whole = [...conditions, ...hasWords(match)];
  if (words.numbers.length > 0) return selectFound(source, search, bounds, whole, match);
  if (groups === undefined) return selectByMany(source, search, bounds, conditions, match);
  // The planner has met these signatures, and knows which of the conditions is the rarest.
  if (conditions.length > 0) return selectFound(source, search, bounds, whole);
  const isWhole = ({ signatures, lacking }: (typeof groups)[number]): boolean =>
    signatures !== undefined && lacking.length === 0;
  const complete = groups.filter(isWhole).flatMap(({ signatures }) => signatures ?? []);
  const lacking = groups.filter((group) => !isWhole(group));
  return either(search, [
    ...(complete.length === 0 ? [] : [selectBySignatures(source, search, bounds, named(complete), [])]),
    ...(lacking.length === 0 ? [] : [selectFound(source, search, bounds, oneOf(lacking))]),
  ]);
}

/** Where too many signatures have the words to be named: a trace has all words by its signature, or one of them besides. */
function selectByMany(
  source: TextSource,
  search: Search,
  bounds: TimeBounds,
  conditions: readonly SQL[],
  match: TextMatch,
): SQL {
  const { fixed, mixed } = match.words;
  const signatures = withWords(source, [...fixed, ...mixed]);
  const bySignature = selectBySignatures(source, search, bounds, signatures, conditions);
  if (mixed.length === 0) return bySignature;
  const besides = [...conditions, hasOneNumber(mixed), ...hasWords(match)];
  return either(search, [bySignature, selectFound(source, search, bounds, besides, match)]);
}
