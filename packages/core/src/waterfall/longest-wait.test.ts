import { expect, it } from "vitest";
import type { CriticalPath } from "./critical-path.js";
import { longestWait } from "./longest-wait.js";

function path(...parts: readonly (readonly [row: number, startUs: number, endUs: number])[]): CriticalPath {
  return {
    row: Uint32Array.from(parts, ([row]) => row),
    startUs: Float64Array.from(parts, ([, startUs]) => startUs),
    endUs: Float64Array.from(parts, ([, , endUs]) => endUs),
  };
}

it("adds up the parts of a step", () => {
  expect(longestWait(path([0, 0, 4], [1, 4, 9], [0, 9, 12]))).toEqual({ row: 0, us: 7 });
});

it("takes the first of two that hold as much", () => {
  expect(longestWait(path([3, 0, 5], [1, 5, 10]))).toEqual({ row: 3, us: 5 });
});

it("finds none where nothing was waited for", () => {
  expect(longestWait(path())).toBeUndefined();
});
