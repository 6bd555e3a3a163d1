import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { durationBins } from "./duration-bins.js";
import { Tally } from "./tally.js";

function tallyOf(durations: readonly number[]): Tally {
  const tally = new Tally();
  for (const duration of durations) tally.add("success", duration);
  return tally;
}

describe("durationBins", () => {
  it("are no more than asked for, follow each other, and hold each duration in the one that it lies in", () => {
    fc.assert(
      fc.property(
        fc.array(fc.oneof(fc.nat(100), fc.nat(10_000_000)), { minLength: 1 }),
        fc.integer({ min: 1, max: 30 }),
        (durations, most) => {
          const bins = durationBins(tallyOf(durations), most);
          expect(bins.length).toBeLessThanOrEqual(most);
          for (const [index, { from, to, count }] of bins.entries()) {
            if (index > 0) expect(from).toBe((bins[index - 1]?.to ?? 0) + 1);
            expect(count).toBe(durations.filter((duration) => from <= duration && duration <= to).length);
          }
          expect(bins.reduce((sum, { count }) => sum + count, 0)).toBe(durations.length);
        },
      ),
    );
  });

  it("are none without durations", () => {
    expect(durationBins(new Tally(), 10)).toEqual([]);
  });
});
