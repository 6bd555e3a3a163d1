import { describe, expect, it } from "vitest";
import { testPage } from "../../tests/test-page.js";
import { widthOf } from "../text/fit-text.js";
import type { ListedFailure } from "./listed-failure.js";
import { markWords } from "./mark-words.js";
import { viewSimilar } from "./view-similar.js";

const failure: ListedFailure = {
  traceId: "019a8c5e-7d3a-7bbb-8ccc-1234567890ab",
  skillName: "docker-build",
  startedAt: new Date("2025-11-16T11:57:00Z"),
  errorMessage: "Connection timeout to database server",
  similarityScore: 0.6,
  sharedTokens: ["connection", "timeout", "database"],
  questionTokens: [],
};

describe("viewSimilar", () => {
  it("shows each failure with its score and its message", () => {
    expect(viewSimilar([failure], testPage())).toEqual([
      "SCORE              SKILL         STARTED    TRACE",
      "0.60   ━━━━━━┄┄┄┄  docker-build  3 min ago  019a8c5e-7d3a-7bbb-8ccc-1234567890ab",
      "       Connection timeout to database server",
    ]);
  });

  it("names the words of the question that a failure lacks, in one line", () => {
    const lines = viewSimilar([{ ...failure, questionTokens: ["redis", "\u001b[31m"] }], testPage());
    expect(lines.at(-1)).toBe("       without: redis ␛[31m");
    const many = Array.from({ length: 10_000 }, (_, index) => `word-${index}`);
    const [, , , line = ""] = viewSimilar([{ ...failure, questionTokens: many }], testPage());
    expect(widthOf(line)).toBe(80);
    expect(line.endsWith("…")).toBe(true);
  });

  it("highlights the words that are shared, and dims the others", () => {
    const lines = viewSimilar([failure], testPage({ colored: true }));
    expect(lines.at(-1)).toContain(
      "\u001b[33mConnection\u001b[39m \u001b[33mtimeout\u001b[39m \u001b[2mto\u001b[22m \u001b[33mdatabase\u001b[39m \u001b[2mserver\u001b[22m",
    );
  });

  it("leaves the ids out where nobody wants them", () => {
    const [titles] = viewSimilar([failure], testPage(), { ids: false });
    expect(titles).toBe("SCORE              SKILL         STARTED");
  });

  it("stays within the page", () => {
    const errorMessage = "connection 日本語 ".repeat(500);
    const skillName = "日本語".repeat(40);
    const startedAt = new Date("2025-01-01T00:00:00Z");
    const lines = viewSimilar(
      [{ ...failure, skillName, startedAt, errorMessage }],
      testPage({ colored: true }),
    );
    expect(lines).toHaveLength(5);
    for (const line of lines) expect(widthOf(line)).toBeLessThanOrEqual(80);
    expect(lines.at(-1)).toContain("…");
  });
});

describe("markWords", () => {
  const mark = (message: string): string =>
    markWords(
      message,
      new Set(["timeout", "\u001b[31m"]),
      (word) => `<${word}>`,
      (word) => `-${word}`,
    );

  it("marks whole words, whatever their case", () => {
    expect(mark("Timeout timeouts TIMEOUT")).toBe("<Timeout> -timeouts <TIMEOUT>");
  });

  it("makes one visible line of it", () => {
    expect(mark(" timeout\n\u001b[31m\tx ")).toBe("<timeout>↵<␛[31m> -x");
  });
});
