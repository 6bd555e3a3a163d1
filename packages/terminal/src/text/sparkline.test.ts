import { expect, it } from "vitest";
import { sparkline } from "./sparkline.js";

it("is as high as the counts are, the highest full", () => {
  expect(sparkline([1, 2, 3, 4, 5, 6, 7, 8])).toBe("▁▂▃▄▅▆▇█");
  expect(sparkline([1, 1_000_000])).toBe("▁█");
});

it("tells few from none", () => {
  expect(sparkline([0, 1, 0, 500])).toBe("·▁·█");
  expect(sparkline([0, 0])).toBe("··");
  expect(sparkline([])).toBe("");
});
