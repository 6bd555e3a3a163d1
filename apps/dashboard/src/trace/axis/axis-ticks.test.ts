import * as fc from "fast-check";
import { expect, it } from "vitest";
import { axisTicks } from "./axis-ticks.js";

const labels = (fromUs: number, toUs: number, most = 5): readonly string[] =>
  axisTicks({ fromUs, toUs }, most).map(({ label }) => label);

it.each([
  [0, 100, ["0", "20 µs", "40 µs", "60 µs", "80 µs", "100 µs"]],
  [0, 4_500, ["0", "1 ms", "2 ms", "3 ms", "4 ms"]],
  [0, 1_250_000, ["0", "500 ms", "1.0 s"]],
  [1_000_000, 1_000_900, ["1.0000 s", "1.0002 s", "1.0004 s", "1.0006 s", "1.0008 s"]],
  [0, 150_000_000, ["0", "30 s", "1 m", "1 m 30 s", "2 m", "2 m 30 s"]],
  [0, 4 * 3_600_000_000, ["0", "1 h", "2 h", "3 h", "4 h"]],
  [0, 90 * 86_400_000_000, ["0", "432 h", "864 h", "1296 h", "1728 h", "2160 h"]],
])("divides %d to %d µs into round moments", (fromUs, toUs, expected) => {
  expect(labels(fromUs, toUs)).toEqual(expected);
});

it("has lines within the window, few enough, evenly, and each its own label", () => {
  fc.assert(
    fc.property(
      fc.nat(1e10),
      fc.integer({ min: 10, max: 1e10 }),
      fc.integer({ min: 1, max: 12 }),
      (from, length, most) => {
        const ticks = axisTicks({ fromUs: from, toUs: from + length }, most);
        expect(ticks.length).toBeLessThanOrEqual(most + 1);
        for (const { us } of ticks) expect(us >= from && us <= from + length).toBe(true);
        expect(new Set(ticks.map(({ label }) => label)).size).toBe(ticks.length);
      },
    ),
  );
});
