import { expect, it } from "vitest";
import { countNames } from "./count-names.js";

it("counts, the most frequent first", () => {
  expect([...countNames(["a", "b", "b"])]).toEqual([
    ["b", 2],
    ["a", 1],
  ]);
});
