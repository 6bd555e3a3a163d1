import { expect, it } from "vitest";
import { tableLines } from "./table.js";

it("makes columns as wide as their widest cell", () => {
  expect(
    tableLines(
      [{ title: "SKILL" }, { title: "TOOK", align: "right" }, { title: "TRACE" }],
      [
        ["docker-build", "1.24 s", "a"],
        ["日本語", "75 ms", "bb"],
      ],
    ),
  ).toEqual([
    "SKILL           TOOK  TRACE", //
    "docker-build  1.24 s  a",
    "日本語         75 ms  bb",
  ]);
});

it("cuts cells that are wider than their column may be", () => {
  expect(tableLines([{ title: "SKILL", maxWidth: 6 }, { title: "ID" }], [["docker-build", "1"]])).toEqual([
    "SKILL   ID",
    "docke…  1",
  ]);
});

it("paints cells that have their final width", () => {
  const painted = tableLines([{ title: "A" }, { title: "B" }], [["long", "x"]], (cell, column, row) =>
    row === 0 && column === 0 ? `<${cell}>` : cell,
  );
  expect(painted).toEqual(["A     B", "<long>  x"]);
});
