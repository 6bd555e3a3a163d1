import { expect, it } from "vitest";
import { formatDuration, formatMilliseconds } from "./format-duration.js";

it.each([
  [0, "0 µs"],
  [850, "850 µs"],
  [999.6, "1 ms"],
  [1000, "1 ms"],
  [75_400, "75 ms"],
  [999_600, "1.00 s"],
  [1_240_000, "1.24 s"],
  [9_996_000, "10.0 s"],
  [59_940_000, "59.9 s"],
  [59_960_000, "1 m 00 s"],
  [125_000_000, "2 m 05 s"],
  [11_220_000_000, "3 h 07 m"],
  [187_200_000_000, "2 d 04 h"],
])("says %d µs as %s", (durationUs, said) => {
  expect(formatDuration(durationUs)).toBe(said);
});

it("does not say of what was rounded to 0 ms that it took no time", () => {
  expect(formatMilliseconds(0)).toBe("<1 ms");
  expect(formatMilliseconds(75)).toBe("75 ms");
});
