const CONSONANTS = "bcdfghjklmnpqrstvwxyz";
const VOWELS = "aeiou";
const SYLLABLES = CONSONANTS.length * VOWELS.length;
const SYLLABLES_A_WORD = 3;
const WORDS = SYLLABLES ** SYLLABLES_A_WORD;
/** Has no factor in common with the number of words, so that each is there once; near the golden ratio of it, to scatter. */
const SCATTER = 715_451;

/**
 * A word of a vocabulary, of six small letters; no two indexes have the same. Words that follow each other do not look alike:
 * an index of trigrams is there to tell words apart.
 *
 * @param index below 1,157,625
 */
export function wordOf(index: number): string {
  let rest = (index * SCATTER) % WORDS;
  let word = "";
  for (let syllable = 0; syllable < SYLLABLES_A_WORD; syllable += 1) {
    const place = rest % SYLLABLES;
    word += `${CONSONANTS[Math.floor(place / VOWELS.length)]}${VOWELS[place % VOWELS.length]}`;
    rest = Math.floor(rest / SYLLABLES);
  }
  return word;
}
