import { expect, it } from "vitest";
import { countText, durationText, percentText } from "./format.js";

it("writes counts with commas", () => {
  expect(countText(15250)).toBe("15,250");
});

it.each([
  [undefined, "-"],
  [0, "0.0 %"],
  [0.0001, "under 0.1 %"],
  [0.5, "50.0 %"],
  [0.9999, "over 99.9 %"],
  [1, "100.0 %"],
])("writes the part %s as %s, and not all or nothing unless it is", (part, text) => {
  expect(percentText(part)).toBe(text);
});

it.each([
  [12.34, "12.3 us"],
  [1234, "1.23 ms"],
  [1_234_000, "1.2 s"],
])("writes %d microseconds as %s", (us, text) => {
  expect(durationText(us)).toBe(text);
});
