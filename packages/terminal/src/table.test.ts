import { expect, it } from "vitest";
import { testPage } from "../tests/test-page.js";
import { type Column, tableLines } from "./table.js";
import { widthOf } from "./text/fit-text.js";

type Row = readonly [skill: string, took: string, trace: string];
const skill: Column<Row> = { title: "SKILL", text: ([name]) => name };
const took: Column<Row> = { title: "TOOK", text: ([, duration]) => duration, align: "right" };
const trace: Column<Row> = { title: "TRACE", text: ([, , id]) => id };

it("makes columns as wide as their widest cell", () => {
  const rows: readonly Row[] = [
    ["docker-build", "1.24 s", "a"],
    ["日本語", "75 ms", "bb"],
  ];
  expect(tableLines([skill, took, trace], rows, testPage())).toEqual([
    "SKILL           TOOK  TRACE", //
    "docker-build  1.24 s  a",
    "日本語         75 ms  bb",
  ]);
});

it("lets the flexible column give way to a narrow page, and not vanish", () => {
  const columns = [{ ...skill, flexible: true }, trace];
  const rows: readonly Row[] = [["docker-build-and-push", "", "0123456789"]];
  expect(tableLines(columns, rows, testPage({ width: 22 }))).toEqual([
    "SKILL       TRACE",
    "docker-bu…  0123456789",
  ]);
  expect(tableLines(columns, rows, testPage({ width: 5 }))[1]).toBe("docker-…  0123456789");
  expect(tableLines(columns, [["a", "", "0123456789"]], testPage({ width: 5 }))[1]).toBe("a      0123456789");
});

it("paints cells that have their final width, and dims the titles", () => {
  const painted = { ...skill, paint: (cell: string, [name]: Row) => (name === "a" ? `<${cell}>` : cell) };
  const rows: readonly Row[] = [
    ["a", "", "1"],
    ["long", "", "2"],
  ];
  expect(tableLines([painted, trace], rows, testPage())).toEqual(["SKILL  TRACE", "<a    >  1", "long   2"]);
  const [titles] = tableLines([skill], rows, testPage({ colored: true }));
  expect(titles).toBe("\u001b[2mSKILL\u001b[22m");
});

it("shows what a cell could do to a terminal, in one line", () => {
  expect(tableLines([skill], [["\u001b[2J\na", "", ""]], testPage())).toEqual(["SKILL", "␛[2J↵a"]);
});

it("puts notes under their rows", () => {
  const rows: readonly Row[] = [
    ["a", "", ""],
    ["b", "", ""],
  ];
  expect(tableLines([skill], rows, testPage(), ([name]) => (name === "a" ? ["  note"] : []))).toEqual([
    "SKILL",
    "a",
    "  note",
    "b",
  ]);
});

it("takes cells of any length", () => {
  const columns = [{ ...skill, flexible: true }, trace];
  const [, line = ""] = tableLines(columns, [["日本 ".repeat(50_000), "", "1"]], testPage());
  expect(widthOf(line)).toBeLessThanOrEqual(80);
});
