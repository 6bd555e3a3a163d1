import { percentile } from "@steptrace/core";

/** Measures one side of a comparison: resolves to microseconds per operation. */
export type Measure = () => Promise<number>;

/** What a comparison came to. */
export interface Comparison {
  /** Over the rounds, in microseconds per operation. */
  readonly oursUs: number;
  readonly theirsUs: number;
  /** Ours to theirs; of medians, the median of the rounds' own: a machine that slows down for a while slows both. */
  readonly ratio: number;
}

/** Measures both by turns, round after round; the first round warms up and does not count. */
export async function compare(ours: Measure, theirs: Measure, rounds: number): Promise<Comparison> {
  const results = await measureByTurns(ours, theirs, rounds);
  return {
    oursUs: median(results.map(([a]) => a)),
    theirsUs: median(results.map(([, b]) => b)),
    ratio: median(results.map(([a, b]) => a / b)),
  };
}

/**
 * The same for what is nothing but computing: the best round of each side. All that disturbs it (other programs, a
 * processor that slows down) only ever adds to it, and does not add the same to both.
 */
export async function compareBest(ours: Measure, theirs: Measure, rounds: number): Promise<Comparison> {
  const results = await measureByTurns(ours, theirs, rounds);
  const oursUs = Math.min(...results.map(([a]) => a));
  const theirsUs = Math.min(...results.map(([, b]) => b));
  return { oursUs, theirsUs, ratio: oursUs / theirsUs };
}

async function measureByTurns(
  ours: Measure,
  theirs: Measure,
  rounds: number,
): Promise<readonly (readonly [number, number])[]> {
  const results: (readonly [number, number])[] = [];
  for (let round = 0; round <= rounds; round += 1) {
    const a = await ours();
    const b = await theirs();
    if (round > 0) results.push([a, b]);
  }
  return results;
}

function median(values: readonly number[]): number {
  return percentile(values, 50) ?? Number.NaN;
}
