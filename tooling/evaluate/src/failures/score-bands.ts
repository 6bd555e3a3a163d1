/** One failure beside another: how similar they are, and whether they belong together. */
export interface ScoredPair {
  /** 0 to 1. */
  readonly score: number;
  readonly sameGroup: boolean;
  /** Absent where one of them has no code. */
  readonly sameCode?: boolean;
}

/** What a range of scores is worth. */
export interface ScoreBand {
  readonly title: string;
  readonly pairs: number;
  /** The part of its pairs that is of one group; `undefined` where it has no pairs. */
  readonly sameGroup: number | undefined;
  /** The part of all pairs of one group that is in this band; `undefined` where there are none. */
  readonly ofGroup: number | undefined;
  /** The part of its pairs with two codes whose codes are the same. */
  readonly sameCode: number | undefined;
}

const BANDS = [
  { title: "1", from: 1 },
  { title: "0.8 to 1", from: 0.8 },
  { title: "0.6 to 0.8", from: 0.6 },
  { title: "0.3 to 0.6", from: 0.3 },
  { title: "below 0.3", from: 0 },
] as const;

/** The pairs by score: each band from its lower bound, inclusive, to that of the band above. */
export function scoreBands(pairs: readonly ScoredPair[]): readonly ScoreBand[] {
  const inGroups = pairs.filter(({ sameGroup }) => sameGroup).length;
  return BANDS.map(({ title, from }, index) => {
    const below = BANDS[index - 1]?.from ?? Number.POSITIVE_INFINITY;
    const within = pairs.filter(({ score }) => score >= from && score < below);
    const together = within.filter(({ sameGroup }) => sameGroup).length;
    const coded = within.filter(({ sameCode }) => sameCode !== undefined);
    return {
      title,
      pairs: within.length,
      sameGroup: part(together, within.length),
      ofGroup: part(together, inGroups),
      sameCode: part(coded.filter(({ sameCode }) => sameCode).length, coded.length),
    };
  });
}

function part(count: number, all: number): number | undefined {
  return all === 0 ? undefined : count / all;
}
