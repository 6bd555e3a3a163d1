import { expect, it } from "vitest";
import { sayBytes, sayCount, sayNames, sayShare, sayTime } from "./words.js";

it.each([
  [0.4, "<1 ms"],
  [999.9, "999 ms"],
  [1000, "1 s"],
  [59_999, "59 s"],
  [60_000, "1 min"],
  [3_600_000, "1 h"],
  [200_000_000, "2 d"],
])("says %d ms as %s", (ms, text) => {
  expect(sayTime(ms)).toBe(text);
});

it.each([
  [0, "0 bytes"],
  [1023, "1023 bytes"],
  [1536, "1.5 KiB"],
  [1024 ** 5, "1024.0 TiB"],
])("says %d bytes as %s", (bytes, text) => {
  expect(sayBytes(bytes)).toBe(text);
});

it("says numbers of things, shares and names", () => {
  expect([sayCount(1, "row"), sayCount(1200, "row"), sayCount(0, "index", "indexes")]).toEqual([
    "1 row",
    "1,200 rows",
    "0 indexes",
  ]);
  expect(sayShare(0.834)).toBe("83 %");
  expect([sayNames(["a", "b"]), sayNames(["a", "b", "c", "d", "e"])]).toEqual(["a, b", "a, b, c and 2 more"]);
});
