const TWO_TO_32 = 2 ** 32;
/** Odd, so that no two members of a series begin alike; 2^32 over the golden ratio, as is usual. */
const SERIES_STEP = 0x9e3779b1;

/** Numbers by chance that are the same again for the same seed (mulberry32, of T. Ettinger, public domain). */
export class Random {
  #state: number;

  /** @param seed an integer of 32 bits */
  constructor(seed: number) {
    this.#state = seed | 0;
  }

  /** One of a series of generators, each of which is there without those before it. */
  static member(seed: number, index: number): Random {
    return new Random(seed ^ Math.imul(index + 1, SERIES_STEP));
  }

  /** 0 or more, below 1. */
  next(): number {
    this.#state = (this.#state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(this.#state ^ (this.#state >>> 15), this.#state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / TWO_TO_32;
  }

  /** An integer from `least` to `most`, both included. */
  integer(least: number, most: number): number {
    return least + Math.floor(this.next() * (most - least + 1));
  }

  /** @throws for a list without members */
  pick<T>(list: readonly T[]): T {
    if (list.length === 0) throw new RangeError("Expected a list with members to pick one of.");
    return list[Math.floor(this.next() * list.length)] as T;
  }
}
