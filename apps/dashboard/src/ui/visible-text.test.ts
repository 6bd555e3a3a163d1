import { expect, it } from "vitest";
import { cutText, visibleBlock, visibleLine } from "./visible-text.js";

it("shows what would steer the page or its reader", () => {
  expect(visibleLine("a\u001b[31m\u0000\u007f\u202egnp\u200b\ud800")).toBe(
    "a␛[31m␀␡<U+202E>gnp<U+200B><U+D800>",
  );
});

it("leaves what is written with joiners as it is", () => {
  expect(visibleLine("👩‍👩‍👧 می‌خواهم")).toBe("👩‍👩‍👧 می‌خواهم");
});

it("keeps line breaks in a block, and shows them on a line", () => {
  expect([visibleBlock("a\r\nb\tc"), visibleLine("a\r\nb\tc")]).toEqual(["a\nb\tc", "a↵b c"]);
});

it("cuts no character in two", () => {
  expect([cutText("abc", 3), cutText("abcd", 3), cutText("a👍b", 2)]).toEqual(["abc", "abc…", "a…"]);
});
