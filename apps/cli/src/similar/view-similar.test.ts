import type { SimilarFailure } from "@steptrace/query";
import { describe, expect, it } from "vitest";
import { testPage } from "../../tests/test-page.js";
import { widthOf } from "../text/fit-text.js";
import { markWords } from "./mark-words.js";
import { viewSimilar } from "./view-similar.js";

const failure: SimilarFailure = {
  traceId: "019a8c5e-7d3a-7bbb-8ccc-1234567890ab",
  skillName: "docker-build",
  startedAt: new Date("2025-11-16T11:57:00Z"),
  status: "failed",
  errorMessage: "Connection timeout to database server",
  similarityScore: 0.6,
  sharedTokens: ["connection", "timeout", "database"],
  questionTokens: [],
  failureTokens: ["to", "server"],
};
const question = "timeout database connection";

describe("viewSimilar", () => {
  it("repeats the question, and shows each failure with its score and its message", () => {
    expect(viewSimilar({ question, failures: [failure] }, testPage()).split("\n")).toEqual([
      "Failures like timeout database connection",
      "",
      "SCORE              SKILL         STARTED    TRACE",
      "0.60   ━━━━━━┄┄┄┄  docker-build  3 min ago  019a8c5e-7d3a-7bbb-8ccc-1234567890ab",
      "       Connection timeout to database server",
    ]);
  });

  it("highlights the words that are shared", () => {
    const text = viewSimilar({ question, failures: [failure] }, testPage({ colored: true }));
    expect(text).toContain(
      "\u001b[33mConnection\u001b[39m \u001b[33mtimeout\u001b[39m to \u001b[33mdatabase\u001b[39m server",
    );
  });

  it("stays within the page", () => {
    const errorMessage = "connection 日本語 ".repeat(500);
    const text = viewSimilar(
      { question: errorMessage, failures: [{ ...failure, errorMessage }] },
      testPage({ colored: true }),
    );
    const lines = text.split("\n");
    expect(lines).toHaveLength(7);
    for (const line of lines) expect(widthOf(line)).toBeLessThanOrEqual(80);
    expect(lines.at(-1)).toContain("…");
  });
});

describe("markWords", () => {
  const mark = (message: string): string =>
    markWords(message, new Set(["timeout", "\u001b[31m"]), (word) => `<${word}>`);

  it("marks whole words, whatever their case", () => {
    expect(mark("Timeout timeouts TIMEOUT")).toBe("<Timeout> timeouts <TIMEOUT>");
  });

  it("makes one visible line of it", () => {
    expect(mark(" timeout\n\u001b[31m\tx ")).toBe("<timeout>↵<␛[31m> x");
  });
});
