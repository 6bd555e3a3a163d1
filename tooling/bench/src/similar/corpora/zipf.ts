import type { Random } from "./random.js";

/** Picks of the first `count` integers, of which the n-th is picked in proportion to 1 / n^exponent (Zipf's law). */
export class Zipf {
  /** For each integer, the sum of the weights up to it. */
  readonly #sums: Float64Array;

  constructor(count: number, exponent: number) {
    this.#sums = new Float64Array(count);
    let sum = 0;
    for (let index = 0; index < count; index += 1) {
      sum += 1 / (index + 1) ** exponent;
      this.#sums[index] = sum;
    }
  }

  /** From 0, the most frequent one, to `count` - 1. */
  pick(random: Random): number {
    const sums = this.#sums;
    const wanted = random.next() * (sums.at(-1) ?? 0);
    let [low, high] = [0, sums.length - 1];
    while (low < high) {
      const middle = (low + high) >>> 1;
      if ((sums[middle] as number) <= wanted) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}
