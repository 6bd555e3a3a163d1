import { hashText } from "@steptrace/core";

/** So many of a list as if by chance, and the same ones again for the same seed and the same list; in the order of the list. */
export function takeSample<T>(list: readonly T[], size: number, seed: number): readonly T[] {
  const lots = list.map((_, index) => ({ index, lot: BigInt(hashText(`${seed}:${index}`)) }));
  return lots
    .sort((a, b) => (a.lot < b.lot ? -1 : 1))
    .slice(0, size)
    .map(({ index }) => index)
    .sort((a, b) => a - b)
    .map((index) => list[index] as T);
}
