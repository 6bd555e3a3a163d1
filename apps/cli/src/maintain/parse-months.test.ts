import { InvalidArgumentError } from "commander";
import { expect, it } from "vitest";
import { parseMonths } from "./parse-months.js";

it("takes whole numbers from the least on", () => {
  expect(["0", "3", "1200"].map(parseMonths(0))).toEqual([0, 3, 1200]);
  expect(["1", "012"].map(parseMonths(1))).toEqual([1, 12]);
});

it.each(["0", "-1", "1.5", "1201", "12m", "", " 1"])("refuses %j and says what it expected", (text) => {
  expect(() => parseMonths(1)(text)).toThrow(/whole number of months from 1 to 1200/);
  expect(() => parseMonths(1)(text)).toThrow(InvalidArgumentError);
});
