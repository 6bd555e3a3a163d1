import { percentile } from "@steptrace/core";

/** One side of a comparison: does its work so many times, and says how long one took. */
export interface Contender {
  readonly name: string;
  /** Resolves to microseconds per operation. */
  readonly run: () => Promise<number>;
}

/** What a comparison came to. */
export interface Comparison {
  /** Medians over the rounds, in microseconds per operation. */
  readonly oursUs: number;
  readonly theirsUs: number;
  /** Median of the rounds' own ratios, ours to theirs: a machine that slows down for a while slows both. */
  readonly ratio: number;
}

/** Runs both by turns, round after round; the first round warms up and does not count. */
export async function compare(ours: Contender, theirs: Contender, rounds: number): Promise<Comparison> {
  const results: (readonly [number, number])[] = [];
  for (let round = 0; round <= rounds; round += 1) {
    const a = await ours.run();
    const b = await theirs.run();
    if (round > 0) results.push([a, b]);
  }
  return {
    oursUs: median(results.map(([a]) => a)),
    theirsUs: median(results.map(([, b]) => b)),
    ratio: median(results.map(([a, b]) => a / b)),
  };
}

function median(values: readonly number[]): number {
  return percentile(values, 50) ?? Number.NaN;
}
