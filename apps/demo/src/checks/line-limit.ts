import { readFile } from "node:fs/promises";
import { relative } from "node:path";
import { walkFiles } from "../files/walk-files.js";

// A program of its own, as a linter would be: `line-limit <folder> <lines>` exits with the number of files over it.
const MOST = 99;
const [folder = ".", limit = "400"] = process.argv.slice(2);

const sources = (await walkFiles(folder)).filter((path) => path.endsWith(".ts"));
const lengths = await Promise.all(
  sources.map(async (path) => ({ path, lines: (await readFile(path, "utf8")).split("\n").length })),
);
const tooLong = lengths.filter(({ lines }) => lines > Number(limit)).sort((a, b) => b.lines - a.lines);
for (const { path, lines } of tooLong) {
  console.error(`error: ${relative(folder, path)} has ${lines} lines, allowed are ${limit}`);
}
process.exitCode = Math.min(tooLong.length, MOST);
