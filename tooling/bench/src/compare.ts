import { percentile } from "@steptrace/core";

/** Measures one side of a comparison: resolves to microseconds per operation. */
export type Measure = () => Promise<number>;

/** What a comparison came to. */
export interface Comparison {
  /** Medians over the rounds, in microseconds per operation. */
  readonly oursUs: number;
  readonly theirsUs: number;
  /** Median of the rounds' own ratios, ours to theirs: a machine that slows down for a while slows both. */
  readonly ratio: number;
}

/** Measures both by turns, round after round; the first round warms up and does not count. */
export async function compare(ours: Measure, theirs: Measure, rounds: number): Promise<Comparison> {
  const results: (readonly [number, number])[] = [];
  for (let round = 0; round <= rounds; round += 1) {
    const a = await ours();
    const b = await theirs();
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
