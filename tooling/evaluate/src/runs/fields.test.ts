import { describe, expect, it } from "vitest";
import { fieldsOf, listOf, microsOf, numberOf, present, textOf } from "./fields.js";

describe("microsOf", () => {
  it.each([
    ["1970-01-01T00:00:01.123456Z", 1_123_456],
    ["1970-01-01T00:00:01.5Z", 1_500_000],
    ["1970-01-01T00:00:01", 1_000_000],
    ["1970-01-01T01:00:00+01:00", 0],
    ["1970-01-01T00:00:00.123456789Z", 123_456],
  ])("reads %s", (text, micros) => {
    expect(microsOf(text)).toBe(micros);
  });

  it.each(["05-10-23T16:23:32Z", "2023-13-01T00:00:00Z", "", 5, null, undefined])(
    "knows no time in %s",
    (value) => {
      expect(microsOf(value)).toBeUndefined();
    },
  );
});

it("reads what is there, and nothing of what is something else", () => {
  expect([fieldsOf([1]), fieldsOf(null), fieldsOf({ a: 1 })]).toEqual([{}, {}, { a: 1 }]);
  expect([listOf({}), listOf([1])]).toEqual([[], [1]]);
  expect([textOf(" "), textOf(null), textOf(7), textOf("a")]).toEqual([undefined, undefined, "7", "a"]);
  expect([numberOf("1"), numberOf(Number.NaN), numberOf(0)]).toEqual([undefined, undefined, 0]);
  expect(present({ a: null, b: undefined, c: 0, d: "" })).toEqual({ c: 0, d: "" });
});
