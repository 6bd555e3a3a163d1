import { widthOf } from "@steptrace/terminal";
import { expect, it } from "vitest";
import { testPage } from "../../tests/test-page.js";
import type { SimilarAnswer } from "./similar-answer.js";
import { viewAnswer, viewNearest } from "./view-answer.js";

const failures: SimilarAnswer["failures"] = [
  {
    traceId: "019a8c5e-7d3a-7bbb-8ccc-1234567890ab",
    skillName: "docker-build",
    startedAt: new Date("2025-11-16T11:57:00Z"),
    status: "failed",
    errorMessage: "Connection timeout to database server",
    similarityScore: 0.6,
    sharedTokens: ["connection", "timeout", "database"],
    questionTokens: [],
    failureTokens: ["to", "server"],
  },
];

it("repeats the question above what is like it", () => {
  expect(viewAnswer({ question: "timeout database connection", failures }, testPage())).toEqual([
    "Failures like timeout database connection",
    "",
    "SCORE              SKILL         STARTED    TRACE",
    "0.60   ━━━━━━┄┄┄┄  docker-build  3 min ago  019a8c5e-7d3a-7bbb-8ccc-1234567890ab",
    "       Connection timeout to database server",
  ]);
});

it("says of what is nearest only that it is not similar enough", () => {
  const [header, , ...rest] = viewNearest({ question: "timeout", failures }, 0.7, testPage());
  expect(header).toBe("Nearest to timeout; none is similar by 0.7 or more");
  expect(rest).toHaveLength(3);
  const [long = ""] = viewNearest({ question: "timeout ".repeat(100), failures }, 0.7, testPage());
  expect(long).toMatch(/ or more$/);
  expect(widthOf(long)).toBe(80);
});

it("keeps a question of many lines in one", () => {
  const [header = ""] = viewAnswer({ question: "\u001b[31mtimeout\n".repeat(100), failures }, testPage());
  expect(header).toMatch(/^Failures like ␛\[31mtimeout↵␛/);
  expect(widthOf(header)).toBe(80);
});
