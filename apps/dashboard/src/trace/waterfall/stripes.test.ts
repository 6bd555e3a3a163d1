import { expect, it } from "vitest";
import { stripes } from "./stripes.js";

const across = { fromUs: 100, toUs: 200 };

it("is there where intervals are", () => {
  expect(stripes([110, 120, 150, 200], across, "red")).toBe(
    "linear-gradient(to right, transparent 10.00%, red 10.00%, red 20.00%, transparent 20.00%, " +
      "transparent 50.00%, red 50.00%, red 100.00%, transparent 100.00%)",
  );
});

it("is cut to what it stands across", () => {
  expect(stripes([0, 150, 300, 400], across, "red")).toBe(
    "linear-gradient(to right, transparent 0.00%, red 0.00%, red 50.00%, transparent 50.00%)",
  );
  expect(stripes([0, 50], across, "red")).toBeUndefined();
  expect(stripes([], across, "red")).toBeUndefined();
});

it("puts together what no screen tells apart", () => {
  const fine = Array.from({ length: 20_000 }, (_, index) => 100 + index / 200);
  const gradient = stripes(fine, across, "red") ?? "";
  expect(gradient.length).toBeLessThan(20_000);
  expect(gradient).toContain("red 0.00%");
});
