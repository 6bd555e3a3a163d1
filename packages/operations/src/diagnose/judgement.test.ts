import { expect, it } from "vitest";
import type { Finding } from "./diagnosis.js";
import { examine, toExamined } from "./judgement.js";

const WARNING: Finding = { code: "dead-rows", severity: "warning", what: "…", fix: "…" };
const ERROR: Finding = { ...WARNING, severity: "error" };

it.each([
  [[], "well"],
  [[WARNING], "warning"],
  [[WARNING, ERROR], "error"],
] as const)("is as bad as its worst finding: %#", (findings, state) => {
  expect(toExamined("months", { summary: "…", findings })).toMatchObject({ name: "months", state, findings });
});

it("names its notes", () => {
  expect(toExamined("months", { summary: "…", notes: ["a"] }).notes).toEqual([
    { about: "months", text: "a" },
  ]);
});

it("notes what could not be read, in place of throwing it", async () => {
  const read = (): Promise<never> => Promise.reject(new Error("No right."));
  expect(await examine("locks", read, () => ({ summary: "…" }))).toEqual({
    name: "locks",
    state: "unknown",
    summary: "not examined",
    findings: [],
    notes: [{ about: "locks", text: "Not examined: No right." }],
  });
});
