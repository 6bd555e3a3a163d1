import { expect, it } from "vitest";
import { formatDuration } from "./format-duration.js";

it.each([
  [0, "0 ms"],
  [0.04, "0 ms"],
  [0.4, "0.4 ms"],
  [9.94, "9.9 ms"],
  [9.96, "10 ms"],
  [12.4, "12 ms"],
  [999.4, "999 ms"],
  [999.6, "1.00 s"],
  [1240, "1.24 s"],
])("writes %d ms as %s", (ms, text) => {
  expect(formatDuration(ms)).toBe(text);
});
