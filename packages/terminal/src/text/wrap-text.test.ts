import { expect, it } from "vitest";
import { wrapLines, wrapText } from "./wrap-text.js";

it("breaks at spaces, and words that are too long anywhere", () => {
  expect(wrapText("connection refused", 11)).toEqual(["connection", "refused"]);
  expect(wrapText("abcdefgh", 3)).toEqual(["abc", "def", "gh"]);
});

it("says with an ellipsis that lines were left out", () => {
  expect(wrapLines(["a", "b", "c"], 10, 2)).toEqual(["a", "b…"]);
  expect(wrapLines(["a", "b"], 10, 2)).toEqual(["a", "b"]);
  expect(wrapLines(["0123456789abc"], 5, 2)).toEqual(["01234", "567…"]);
});
