import type { TraceSummary } from "@steptrace/query";
import { expect, it } from "vitest";
import { testPage } from "../../tests/test-page.js";
import { widthOf } from "../text/fit-text.js";
import { viewList } from "./view-list.js";

const failed: TraceSummary = {
  traceId: "019a8c5e-7d3a-7bbb-8ccc-1234567890ab",
  skillName: "docker-build",
  startedAt: new Date("2025-11-16T11:57:00Z"),
  completedAt: new Date("2025-11-16T11:57:02Z"),
  totalDurationMs: 1240,
  status: "failed",
  errorMessage: "Error: connect ECONNREFUSED\n  at 127.0.0.1:5432",
};
const running: TraceSummary = {
  traceId: "019a8c5e-7d3b-7bbb-8ccc-1234567890ab",
  skillName: "backup",
  startedAt: new Date("2025-11-16T00:00:00Z"),
  status: "running",
};

it("shows a trace in a row, and why it failed under it", () => {
  expect(viewList([failed, running], testPage()).split("\n")).toEqual([
    "STATUS   SKILL         STARTED      TOOK  TRACE",
    "failed   docker-build  3 min ago  1.24 s  019a8c5e-7d3a-7bbb-8ccc-1234567890ab",
    "         Error: connect ECONNREFUSED↵  at 127.0.0.1:5432",
    "running  backup        12 h ago           019a8c5e-7d3b-7bbb-8ccc-1234567890ab",
  ]);
});

it("stays within the page, whatever the names are", () => {
  const long = { ...failed, skillName: "日本語".repeat(40), errorMessage: "x".repeat(500) };
  for (const width of [80, 120]) {
    for (const line of viewList([long], testPage({ width })).split("\n")) {
      expect(widthOf(line)).toBeLessThanOrEqual(width);
    }
  }
});

it("colours the status, and lets no name colour anything", () => {
  const text = viewList([{ ...failed, skillName: "\u001b[5mx\n" }], testPage({ colored: true }));
  expect(text).toContain("\u001b[31mfailed\u001b[39m");
  expect(text).not.toContain("\u001b[5m");
  expect(text.split("\n")).toHaveLength(3);
});

it("says so where there is nothing", () => {
  expect(viewList([], testPage())).toBe("No traces match.");
});
