import { expect, it } from "vitest";
import { sparkline } from "./sparkline.js";

it.each([
  [[], ""],
  [[1, 2, 3, 4, 5, 6, 7, 8], "▁▂▃▄▅▆▇█"],
  [[1, 1_000_000], "▁█"],
  [[0, 1, 0, 500], "·▁·█"],
  [[0, 0], "··"],
  [[5, undefined, 10], "▄ █"],
])("draws %j as %j", (values, line) => {
  expect(sparkline(values)).toBe(line);
});
