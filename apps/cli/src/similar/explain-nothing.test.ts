import { expect, it } from "vitest";
import { explainNothing } from "./explain-nothing.js";

it("says which score would find something, rounded down", () => {
  expect(explainNothing("timeout", 0.3, { similarityScore: 1 / 6 })).toBe(
    "No failure is similar to 'timeout' by 0.3 or more. Try --min 0.16, or more words of the message.",
  );
});

it("advises other words where no failure has one of them", () => {
  expect(explainNothing("zzz", 0.3, undefined)).toBe("No failure shares a word with 'zzz'. Try other words.");
});

it("quotes the beginning of a long question", () => {
  expect(explainNothing("x".repeat(101), 0.3, undefined)).toContain(`'${"x".repeat(100)}…'`);
});
