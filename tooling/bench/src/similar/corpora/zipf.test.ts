import { describe, expect, it } from "vitest";
import { Random } from "./random.js";
import { Zipf } from "./zipf.js";

describe("Zipf", () => {
  it("picks the n-th in proportion to 1 / n^exponent, and every one of few", () => {
    const random = new Random(1);
    const zipf = new Zipf(3, 1);
    const counts = [0, 0, 0];
    for (let pick = 0; pick < 11_000; pick += 1) (counts[zipf.pick(random)] as number) += 1;
    expect(counts.map((count) => Math.round(count / 1000))).toEqual([6, 3, 2]);
  });
});
