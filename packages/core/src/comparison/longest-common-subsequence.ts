const WORD_BITS = 32;
const WORD_MASK = 31;
const WORD_VALUES = 2 ** WORD_BITS;
/** What is compared at once: a table of 32 MiB. */
const WINDOW = 16_384;

/** Places of equal elements in two sequences. */
export type PlacePair = readonly [a: number, b: number];

/**
 * A longest common subsequence of two sequences, as the places of its elements. Two of 10,000 elements take a fifth of a
 * second at most, and 13 MB. Sequences of more than 16,384 are compared window by window: what is found is common and in
 * order, and may then be shorter than the longest.
 *
 * @see Hyyrö, Bit-parallel LCS-length computation revisited, 2004; Crochemore et al., 2001
 */
export function longestCommonSubsequence<T>(a: readonly T[], b: readonly T[]): readonly PlacePair[] {
  const pairs: PlacePair[] = [];
  let [fromA, fromB] = [0, 0];
  while (fromA < a.length && fromB < b.length && a[fromA] === b[fromB]) pairs.push([fromA++, fromB++]);
  let [toA, toB] = [a.length, b.length];
  const ends: PlacePair[] = [];
  while (toA > fromA && toB > fromB && a[toA - 1] === b[toB - 1]) ends.push([--toA, --toB]);
  while (fromA < toA && fromB < toB) {
    const [endA, endB] = [Math.min(toA, fromA + WINDOW), Math.min(toB, fromB + WINDOW)];
    const found = tableOf(a.slice(fromA, endA), b.slice(fromB, endB));
    for (const [placeA, placeB] of found) pairs.push([fromA + placeA, fromB + placeB]);
    [fromA, fromB] = [endA, endB];
  }
  return [...pairs, ...ends.reverse()];
}

/**
 * By the table of lengths, a bit for each cell: 0 where the length grows from the cell to the left. A row comes out of the
 * row above by one addition, 32 cells at a time.
 */
function tableOf<T>(a: readonly T[], b: readonly T[]): readonly PlacePair[] {
  const words = Math.ceil(b.length / WORD_BITS);
  const places = placesOf(b);
  const rows = new Uint32Array((a.length + 1) * words).fill(WORD_VALUES - 1, 0, words);
  const matches = new Uint32Array(words);
  a.forEach((element, index) => {
    const found = places.get(element) ?? [];
    for (const place of found) setBit(matches, place);
    addRow(rows, index * words, words, matches);
    for (const place of found) matches[place >>> 5] = 0;
  });
  return readPairs(rows, words, a.length, b.length);
}

function placesOf<T>(sequence: readonly T[]): ReadonlyMap<T, readonly number[]> {
  const places = new Map<T, number[]>();
  sequence.forEach((element, place) => {
    const known = places.get(element);
    if (known === undefined) places.set(element, [place]);
    else known.push(place);
  });
  return places;
}

function setBit(bits: Uint32Array, place: number): void {
  const word = place >>> 5;
  bits[word] = (bits[word] ?? 0) | (1 << (place & WORD_MASK));
}

/** Writes the row below the one at `from`. */
function addRow(rows: Uint32Array, from: number, words: number, matches: Uint32Array): void {
  let carry = 0;
  for (let word = 0; word < words; word++) {
    const above = rows[from + word] ?? 0;
    const common = (above & (matches[word] ?? 0)) >>> 0;
    const sum = above + common + carry;
    carry = sum >= WORD_VALUES ? 1 : 0;
    rows[from + words + word] = sum | (above & ~common);
  }
}

function readPairs(rows: Uint32Array, words: number, rowCount: number, width: number): readonly PlacePair[] {
  const pairs: PlacePair[] = [];
  const grows = (row: number, place: number): boolean =>
    (((rows[row * words + (place >>> 5)] ?? 0) >>> (place & WORD_MASK)) & 1) === 0;
  let [row, place] = [rowCount, width - 1];
  while (row > 0 && place >= 0) {
    if (!grows(row, place)) place--;
    else if (grows(row - 1, place)) row--;
    else pairs.push([--row, place--]);
  }
  return pairs.reverse();
}
