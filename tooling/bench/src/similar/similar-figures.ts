import { percentile } from "@steptrace/core";
import { type Figure, microseconds, ratioFigure } from "../report.js";
import type { Asked } from "./ask.js";

const MAX_REALISTIC_P95_US = 20_000;
const MAX_ADVERSARIAL_P95_US = 500_000;
const MIN_OF_BRUTE_FORCE = 150;
const MAX_GROWTH = 2;

export function realisticFigures(asked: Asked): readonly Figure[] {
  return [...latencyFigures(asked, MAX_REALISTIC_P95_US), ...besideFigures(asked, MIN_OF_BRUTE_FORCE)];
}

export function adversarialFigures(asked: Asked): readonly Figure[] {
  return [...latencyFigures(asked, MAX_ADVERSARIAL_P95_US), ...besideFigures(asked)];
}

/** What so many times the failures cost. */
export function growthFigures({
  before,
  after,
}: {
  readonly before: Asked;
  readonly after: Asked;
}): readonly Figure[] {
  return [50, 95].map((percent) => {
    const [oursUs, theirsUs] = [at(after.ours, percent), at(before.ours, percent)];
    return ratioFigure(`P${percent}`, { oursUs, theirsUs, ratio: oursUs / theirsUs }, MAX_GROWTH);
  });
}

function latencyFigures({ ours }: Asked, maxP95Us: number): readonly Figure[] {
  const [p50, p95] = [at(ours, 50), at(ours, 95)];
  return [
    { what: "P50", ours: microseconds(p50), theirs: "", measured: microseconds(p50), target: "" },
    {
      what: "P95",
      ours: microseconds(p95),
      theirs: "",
      measured: microseconds(p95),
      target: `under ${microseconds(maxP95Us)}`,
      isMet: p95 < maxP95Us,
    },
  ];
}

/** How many of our P95 go into the median of the others. */
function besideFigures(asked: Asked, leastOfBruteForce?: number): readonly Figure[] {
  const p95 = at(asked.ours, 95);
  const beside = (what: string, times: readonly number[], atLeast?: number): Figure => {
    const ratio = at(times, 50) / p95;
    return {
      what,
      ours: microseconds(p95),
      theirs: microseconds(at(times, 50)),
      measured: `${ratio.toFixed(1)}x`,
      ...(atLeast === undefined
        ? { target: "" }
        : { target: `at least ${atLeast}x`, isMet: ratio >= atLeast }),
    };
  };
  const bruteForce = beside("P95, beside the median of brute force", asked.bruteForce, leastOfBruteForce);
  if (asked.trigrams.length === 0) return [bruteForce];
  return [bruteForce, beside("P95, beside the median of pg_trgm (another question)", asked.trigrams)];
}

/** In microseconds. */
function at(times: readonly number[], percent: number): number {
  return percentile(times, percent) ?? Number.NaN;
}
