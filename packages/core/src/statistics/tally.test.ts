import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { percentile } from "./percentile.js";
import { type Outcome, Tally } from "./tally.js";

interface Counted {
  readonly outcome: Outcome;
  readonly duration: number | null;
}

const durations = fc.oneof(
  fc.integer({ min: 0, max: 100 }),
  fc.integer({ min: 0, max: 1_000_000 }),
  fc.integer({ min: 0, max: 2_147_483_647_000 }),
);
const counted = fc.record({
  outcome: fc.constantFrom<Outcome>("success", "failed", "timeout"),
  duration: fc.option(durations, { freq: 10 }),
});

function tallyOf(items: readonly Counted[]): Tally {
  const tally = new Tally();
  for (const { outcome, duration } of items) tally.add(outcome, duration);
  return tally;
}

describe("Tally", () => {
  it("gives percentiles within 1 % of the nearest rank's, on any data", () => {
    fc.assert(
      fc.property(
        fc.array(durations, { minLength: 1, maxLength: 200 }),
        fc.uniqueArray(fc.integer({ min: 1, max: 100 })),
        (values, chosen) => {
          const tally = tallyOf(values.map((duration) => ({ outcome: "success", duration })));
          const percents = chosen.toSorted((a, b) => a - b);
          const found = tally.percentiles(percents);
          expect(found).toHaveLength(percents.length);
          for (const [index, percent] of percents.entries()) {
            const exact = percentile(values, percent) as number;
            expect(Math.abs((found[index] as number) - exact)).toBeLessThanOrEqual(exact * 0.01);
          }
        },
      ),
    );
  });

  it("is the same whether it was counted together or apart, in any order, and by way of its encoding", () => {
    fc.assert(
      fc.property(fc.array(fc.array(counted), { maxLength: 5 }), (parts) => {
        const together = tallyOf(parts.flat()).encode();
        for (const order of [parts, parts.toReversed()]) {
          const sum = new Tally();
          for (const part of order) sum.addEncoded(tallyOf(part).encode());
          expect(sum.encode()).toEqual(together);
        }
        // In another grouping.
        const [first, ...rest] = parts.map((part) => tallyOf(part).encode());
        const ofRest = new Tally();
        for (const part of rest) ofRest.addEncoded(part);
        if (first !== undefined) ofRest.addEncoded(first);
        expect(ofRest.encode()).toEqual(together);
        expect(Tally.decode(together).encode()).toEqual(together);
      }),
    );
  });

  it("counts what failed and timed out, and what has no duration", () => {
    const tally = tallyOf([
      { outcome: "success", duration: 100 },
      { outcome: "failed", duration: null },
      { outcome: "timeout", duration: 300 },
    ]);
    expect(tally).toMatchObject({
      count: 3,
      failures: 2,
      timeouts: 1,
      timed: 2,
      sum: 400,
      min: 100,
      max: 300,
      mean: 200,
    });
  });

  it("has no figures of durations without any", () => {
    const { min, max, mean } = new Tally();
    expect([min, max, mean]).toEqual([undefined, undefined, undefined]);
    expect(new Tally().percentiles([50])).toEqual([]);
    expect(new Tally().encode()).toEqual([0, 0, 0, 0, null, null, [], []]);
  });

  it("has exactly the only value, the least and the greatest", () => {
    const tally = tallyOf([12_345_678, 987_654].map((duration) => ({ outcome: "success", duration })));
    expect(tally.percentiles([100])[0]).toBeLessThanOrEqual(12_345_678);
    expect([tally.min, tally.max]).toEqual([987_654, 12_345_678]);
    expect(tallyOf([{ outcome: "success", duration: 777_777 }]).percentiles([50])).toEqual([777_777]);
  });
});
