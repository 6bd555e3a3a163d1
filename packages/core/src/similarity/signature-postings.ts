/**
 * Signatures of one size are numbered from 0, and 65,536 of them make a block. For each word, size and block, a posting says
 * which places of the block have that word: two bytes each, little-endian, ascending, as base64.
 */
const PLACES = 65_536;
const PLACE_BYTES = 2;

/** A signature with its number among those of its size. */
export interface NumberedSignature {
  readonly size: number;
  readonly number: number;
  /** Hashes of its words without a digit. */
  readonly skeleton: readonly string[];
}

export interface Posting {
  readonly size: number;
  readonly block: number;
  /** As base64. */
  readonly places: string;
}

/** Signatures of one size that share the same number of words with a question, and so have the same score. */
export interface SharedClass {
  readonly size: number;
  readonly shared: number;
  /** Their numbers. */
  readonly numbers: readonly number[];
}

/** The postings of signatures, for each word. Those of each size come in the order of their numbers. */
export function packSignatures(
  signatures: readonly NumberedSignature[],
): readonly (Posting & { readonly token: string })[] {
  const lists = new Map<string, { token: string; size: number; block: number; places: number[] }>();
  for (const { size, number, skeleton } of signatures) {
    const block = Math.floor(number / PLACES);
    for (const token of skeleton) {
      const list = getOrAdd(lists, `${token} ${size} ${block}`, () => ({ token, size, block, places: [] }));
      list.places.push(number % PLACES);
    }
  }
  return [...lists.values()].map((list) => ({ ...list, places: encodePlaces(list.places) }));
}

/**
 * How many words each signature shares with a question, counted out of the postings of the question's words.
 *
 * @see Li, C., Lu, J., Lu, Y. (2008): Efficient merging and filtering algorithms for approximate string searches (ScanCount).
 * ICDE 2008.
 */
export function countShared(postings: readonly Posting[]): readonly SharedClass[] {
  const bySize = new Map<number, Map<number, number[]>>();
  for (const block of blocksOf(postings)) {
    const [{ size, block: index }] = block;
    const classes = getOrAdd(bySize, size, () => new Map<number, number[]>());
    countPlaces(block).forEach((shared, place) => {
      if (shared > 0) getOrAdd(classes, shared, () => []).push(index * PLACES + place);
    });
  }
  return [...bySize].flatMap(([size, classes]) =>
    [...classes].map(([shared, numbers]) => ({ size, shared, numbers })),
  );
}

function getOrAdd<K, V>(map: Map<K, V>, key: K, make: () => V): V {
  const present = map.get(key);
  if (present !== undefined) return present;
  const made = make();
  map.set(key, made);
  return made;
}

/** A question's words in one block. */
type BlockPostings = [Posting, ...Posting[]];

function blocksOf(postings: readonly Posting[]): readonly BlockPostings[] {
  const blocks = new Map<string, BlockPostings>();
  for (const posting of postings) {
    const key = `${posting.size} ${posting.block}`;
    const block = blocks.get(key);
    if (block === undefined) blocks.set(key, [posting]);
    else block.push(posting);
  }
  return [...blocks.values()];
}

/** How many of the words each place has. */
function countPlaces(block: BlockPostings): Uint16Array {
  const lists = block.map(({ places }) => decodePlaces(places));
  const counts = new Uint16Array(1 + Math.max(...lists.map((places) => places.at(-1) ?? -1)));
  for (const places of lists) {
    // By index: an iterator takes several times as long, and there may be a million places.
    for (let index = 0; index < places.length; index += 1) (counts[places[index] as number] as number) += 1;
  }
  return counts;
}

function encodePlaces(places: readonly number[]): string {
  const bytes = Buffer.alloc(places.length * PLACE_BYTES);
  for (const [index, place] of places.entries()) bytes.writeUInt16LE(place, index * PLACE_BYTES);
  return bytes.toString("base64");
}

function decodePlaces(text: string): Uint16Array {
  const bytes = Buffer.from(text, "base64");
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const places = new Uint16Array(bytes.byteLength / PLACE_BYTES);
  for (let index = 0; index < places.length; index += 1)
    places[index] = view.getUint16(index * PLACE_BYTES, true);
  return places;
}
