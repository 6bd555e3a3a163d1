import { waterfallRows } from "@steptrace/core/browser";
import { expect, it } from "vitest";
import { findRows, nextOf } from "./find-rows.js";

const names = ["Pull image", "push", "pull config"];
const steps = {
  name: [1, 0, 2, 0],
  id: [1, 2, 3, 4],
  parentId: [0, 0, 0, 0],
  startUs: [0, 1, 2, 3],
  durationUs: [1, 1, 1, 1],
  flags: [0, 0, 0, 0],
};
const rows = waterfallRows(steps);
const find = (words: string): readonly number[] => [...findRows(rows, names, steps.name, words)];

it("finds steps by words of their names, whatever the case", () => {
  expect(find("PULL")).toEqual([1, 2, 3]);
  expect(find("image pu")).toEqual([1, 3]);
  expect(find("pull push")).toEqual([]);
  expect(find("  ")).toEqual([]);
});

it("goes from one to the next, and round", () => {
  const found = Uint32Array.of(1, 3);
  expect([nextOf(found, -1, 1), nextOf(found, 1, 1), nextOf(found, 3, 1)]).toEqual([1, 3, 1]);
  expect([nextOf(found, 3, -1), nextOf(found, 1, -1)]).toEqual([1, 3]);
  expect(nextOf(new Uint32Array(), 0, 1)).toBeUndefined();
});
