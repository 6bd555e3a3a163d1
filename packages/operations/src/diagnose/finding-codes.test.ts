import { readFileSync } from "node:fs";
import { expect, it } from "vitest";
import { FINDING_CODES } from "./finding-codes.js";

it("has each code in the table of the README, and no other one", () => {
  const readme = readFileSync(new URL("../../README.md", import.meta.url), "utf8");
  const documented = [...readme.matchAll(/^\| `([a-z0-9-]+)` /gm)].flatMap(([, code]) => code ?? []);
  expect(documented.filter((name) => name.includes("-"))).toEqual([...FINDING_CODES]);
});
