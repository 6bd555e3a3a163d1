import { expect, it } from "vitest";
import { visibleLines, visibleText } from "./visible-text.js";

it("shows escape sequences in place of sending them", () => {
  expect(visibleText("\u001b[31mred\u001b[0m")).toBe("␛[31mred␛[0m");
  expect(visibleText("\u001b]0;title\u0007")).toBe("␛]0;title␇");
  expect(visibleText("\u009b31m")).toBe("<U+009B>31m");
});

it("keeps one line one line", () => {
  expect(visibleText("a\nb\r\nc\rd\te")).toBe("a↵b↵c↵d e");
  expect(visibleText("a\u2028b")).toBe("a<U+2028>b");
});

it("shows direction overrides, zero-width spaces and lone surrogates by number", () => {
  expect(visibleText("\u202egnp.exe")).toBe("<U+202E>gnp.exe");
  expect(visibleText("a\u200bb\ud800")).toBe("a<U+200B>b<U+D800>");
});

it("leaves words, accents and emoji as they are", () => {
  const text = "déjà vu 日本語 مرحبا 👩‍👩‍👧 می‌خواهم";
  expect(visibleText(text)).toBe(text);
});

it("parts lines at every kind of break", () => {
  expect(visibleLines("a\nb\u001b\r\nc\rd")).toEqual(["a", "b␛", "c", "d"]);
});
