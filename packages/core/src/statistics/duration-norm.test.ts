import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { logNormal, seededRandom } from "../../tests/seeded-random.js";
import {
  type DurationNorm,
  durationNorm,
  judgeDuration,
  scoreThreshold,
  verdictOf,
} from "./duration-norm.js";

const SECOND_US = 1_000_000;

function normOf(durationsUs: readonly number[]): DurationNorm {
  const norm = durationNorm(durationsUs);
  if (norm === undefined) throw new Error("There are no durations");
  return norm;
}

function verdict(valueUs: number, durationsUs: readonly number[], judgements?: number): string | undefined {
  return verdictOf(judgeDuration(valueUs, normOf(durationsUs), judgements));
}

/** The share of new durations that are out of the norm of so many others, all of the same log-normal distribution. */
function shareOfAlarms(samples: number, spread: number, judged: number): number {
  const random = seededRandom(samples);
  const duration = () => logNormal(random, 2 * SECOND_US, spread);
  let alarms = 0;
  for (let round = 0; round < judged / 10; round++) {
    const norm = normOf(Array.from({ length: samples }, duration));
    for (let one = 0; one < 10; one++) if (verdictOf(judgeDuration(duration(), norm))) alarms++;
  }
  return alarms / judged;
}

describe("durationNorm", () => {
  it("is the median, and the median deviation of the logarithms", () => {
    const seconds = [1, 1, 2, 4, 4].map((second) => second * SECOND_US);
    const { samples, medianUs, mad } = normOf(seconds);
    expect({ samples, medianUs }).toEqual({ samples: 5, medianUs: 2 * SECOND_US });
    expect(mad).toBeCloseTo(Math.log(2), 3);
    expect(durationNorm([])).toBeUndefined();
  });

  it("does not change by what a few runs do", () => {
    const usual = Array.from({ length: 30 }, (_, index) => SECOND_US + index * 1000);
    const { medianUs, mad } = normOf([...usual, 1e12, 1e12, 1e12]);
    expect(medianUs / normOf(usual).medianUs).toBeCloseTo(1, 2);
    expect(mad).toBe(normOf(usual).mad);
  });
});

describe("judgeDuration", () => {
  it("says how far a duration is from the usual, and where the usual ends", () => {
    const durations = Array.from({ length: 100 }, (_, index) => SECOND_US * 1.01 ** (index - 50));
    const evidence = judgeDuration(10 * SECOND_US, normOf(durations));
    expect(evidence).toMatchObject({ valueUs: 10 * SECOND_US, samples: 100, minSamples: 20 });
    expect(evidence.score).toBeCloseTo((0.6745 * Math.log(10)) / evidence.mad, 0);
    const { from, to } = evidence.usualUs;
    expect(judgeDuration(to, normOf(durations)).score).toBeCloseTo(evidence.threshold);
    expect(judgeDuration(from, normOf(durations)).score).toBeCloseTo(-evidence.threshold);
  });

  it.each([
    ["no time at all", 0],
    ["a millisecond", 1000],
    ["a second", SECOND_US],
    ["an hour", 3600 * SECOND_US],
  ])("finds what takes ten times as long as runs of %s, none of which differs", (_, usual) => {
    const runs = Array.from({ length: 200 }, () => usual);
    expect(verdict(usual * 10 + 6000, runs)).toBe("slow");
    expect(verdict(usual, runs)).toBeUndefined();
    // The grain of the clock, and what a machine under load adds.
    expect(verdict(usual + 4999, runs)).toBeUndefined();
    expect(verdict(usual * 1.2, runs)).toBeUndefined();
  });

  it("finds what takes a tenth of the usual", () => {
    const runs = Array.from({ length: 200 }, (_, index) => (1 + (index % 10) / 10) * SECOND_US);
    expect(verdict(0.1 * SECOND_US, runs)).toBe("fast");
  });

  it("says nothing by fewer than twenty runs, however slow", () => {
    const nineteen = Array.from({ length: 19 }, () => SECOND_US);
    expect(verdict(1e12, nineteen)).toBeUndefined();
    expect(verdict(1e12, [...nineteen, SECOND_US])).toBe("slow");
  });

  it("calls no slower run usual, and no faster one unusual, where a run between them is neither", () => {
    const duration = fc.integer({ min: 0, max: 100_000_000 });
    fc.assert(
      fc.property(fc.array(duration, { minLength: 20 }), duration, duration, (runs, one, other) => {
        const [shorter, longer] = [Math.min(one, other), Math.max(one, other)];
        if (verdict(shorter, runs) === "slow") expect(verdict(longer, runs)).toBe("slow");
        if (verdict(longer, runs) === "fast") expect(verdict(shorter, runs)).toBe("fast");
        expect(verdict(normOf(runs).medianUs, runs)).toBeUndefined();
      }),
    );
  });
});

describe("scoreThreshold", () => {
  it("comes to 3.5 with many samples, and is never below", () => {
    expect(scoreThreshold(1_000_000, 1)).toBeCloseTo(3.5, 3);
    const thresholds = [20, 30, 50, 100, 200, 1000].map((samples) => scoreThreshold(samples, 1));
    expect(thresholds).toEqual(thresholds.toSorted((a, b) => b - a));
  });

  it("is the higher, the more is judged at once", () => {
    expect(scoreThreshold(200, 10)).toBeGreaterThan(scoreThreshold(200, 1));
  });

  it.each([20, 50, 200])(
    "lets one ordinary run in a thousand be an alarm at most, by %i samples",
    (samples) => {
      for (const spread of [0.2, 1]) expect(shareOfAlarms(samples, spread, 20_000)).toBeLessThan(0.001);
    },
  );
});
