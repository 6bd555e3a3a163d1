import { expect, it } from "vitest";
import { sparkline } from "./sparkline.js";

it.each([
  [[], ""],
  [[0, 0], "▁▁"],
  [[0, 1, 100], "▁▂█"],
  [[5, undefined, 10], "▅ █"],
  [[7], "█"],
])("draws %j as %j", (values, line) => {
  expect(sparkline(values)).toBe(line);
});
