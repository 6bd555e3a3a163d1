import { describe, expect, it } from "vitest";
import { createPaint, type Paint } from "./paint.js";
import { table } from "./table.js";

const plain: Paint = createPaint(false);

describe("table", () => {
  it("makes columns as wide as what they hold", () => {
    const rows = [
      [{ text: "a" }, { text: "1", align: "right" as const }, { text: "x" }],
      [{ text: "日本" }, { text: "100", align: "right" as const }, { text: "" }],
    ];
    expect(table(rows, { width: 80, isLive: false, paint: plain })).toEqual([
      "  a       1  x",
      "  日本  100",
    ]);
  });

  it("cuts the middle out of what is too long for the terminal", () => {
    const rows = [[{ text: "name" }, { text: "a long message" }]];
    expect(table(rows, { width: 16, isLive: false, paint: plain })).toEqual(["  name  a lo…age"]);
  });

  it("cuts nothing where lines have no end", () => {
    const text = "x".repeat(10_000);
    const terminal = { width: Number.MAX_SAFE_INTEGER, isLive: false, paint: plain };
    expect(table([[{ text }]], terminal)).toEqual([`  ${text}`]);
  });

  it("paints text, not the space around it", () => {
    const paint: Paint = (style, text) => (style === "plain" ? text : `<${text}>`);
    const rows = [
      [{ text: "a", style: "red" as const }, { text: "b" }],
      [{ text: "abc" }, { text: "d" }],
    ];
    expect(table(rows, { width: 80, isLive: false, paint })).toEqual(["  <a>    b", "  abc  d"]);
  });
});
