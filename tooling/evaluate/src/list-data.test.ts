import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, it } from "vitest";
import { listData } from "./list-data.js";

it("lists the files of an ending, however deep, and none of a folder that is not there", () => {
  const folder = mkdtempSync(join(tmpdir(), "steptrace-data-"));
  try {
    mkdirSync(join(folder, "b", "c"), { recursive: true });
    for (const path of ["z.json", "a.csv", join("b", "c", "deep.json")])
      writeFileSync(join(folder, path), "");
    expect(listData(folder, ".json")).toEqual([join(folder, "b", "c", "deep.json"), join(folder, "z.json")]);
    expect(listData(join(folder, "gone"), ".json")).toEqual([]);
  } finally {
    rmSync(folder, { recursive: true });
  }
});
