import { expect, it } from "vitest";
import { wantsColor } from "./wants-color.js";

it("colours terminals, and nothing else", () => {
  expect(wantsColor({}, true)).toBe(true);
  expect(wantsColor({}, false)).toBe(false);
  expect(wantsColor({ TERM: "dumb" }, true)).toBe(false);
});

it("obeys NO_COLOR before all else, unless it is empty", () => {
  expect(wantsColor({ NO_COLOR: "1", FORCE_COLOR: "1" }, true)).toBe(false);
  expect(wantsColor({ NO_COLOR: "" }, true)).toBe(true);
});

it("obeys FORCE_COLOR also in a pipe", () => {
  expect(wantsColor({ FORCE_COLOR: "1" }, false)).toBe(true);
  expect(wantsColor({ FORCE_COLOR: "" }, false)).toBe(true);
  expect(wantsColor({ FORCE_COLOR: "0" }, true)).toBe(false);
});
