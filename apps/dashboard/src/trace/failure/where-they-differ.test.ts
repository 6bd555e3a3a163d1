import { expect, it } from "vitest";
import { whereTheyDiffer } from "./where-they-differ.js";

const long = "x".repeat(100);

it("leaves short texts as they are, and those that differ at once", () => {
  expect(whereTheyDiffer("abc", "abd", 60)).toEqual(["abc", "abd"]);
  expect(whereTheyDiffer(`a${long}`, `b${long}`, 60)).toEqual([`a${long}`, `b${long}`]);
});

it("begins a little before the difference", () => {
  expect(whereTheyDiffer(`${long}a`, `${long}b1`, 60)).toEqual([
    `…${"x".repeat(12)}a`,
    `…${"x".repeat(12)}b1`,
  ]);
  expect(whereTheyDiffer(long, `${long}b`, 60)).toEqual([`…${"x".repeat(12)}`, `…${"x".repeat(12)}b`]);
});

it("cuts no character in two", () => {
  expect(whereTheyDiffer(`${long}👍${"y".repeat(11)}a`, `${long}👍${"y".repeat(11)}b`, 60)).toEqual([
    `…${"y".repeat(11)}a`,
    `…${"y".repeat(11)}b`,
  ]);
});
