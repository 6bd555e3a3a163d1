import { expect, it } from "vitest";
import { ANYWHERE_KEYS, rowKeyAction } from "./key-action.js";

const press = (key: string, more: object = {}) =>
  rowKeyAction({ key, shiftKey: false, ctrlKey: false, metaKey: false, altKey: false, ...more });

it("moves in the rows by the keys by which a page scrolls elsewhere", () => {
  expect(press("ArrowDown")).toEqual({ kind: "move", by: 1 });
  expect(press("ArrowRight", { shiftKey: true })).toEqual({ kind: "pan", direction: 1 });
  expect(press("ArrowRight")).toBeUndefined();
  expect(press("toString")).toBeUndefined();
});

it("leaves shortcuts to the browser", () => {
  expect(press("Home", { ctrlKey: true })).toBeUndefined();
});

it("has each key once", () => {
  expect(new Set(ANYWHERE_KEYS.map(({ keys }) => keys)).size).toBe(ANYWHERE_KEYS.length);
});
