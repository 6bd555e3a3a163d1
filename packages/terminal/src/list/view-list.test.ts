import { expect, it } from "vitest";
import { testPage } from "../../tests/test-page.js";
import { widthOf } from "../text/fit-text.js";
import type { ListedTrace } from "./listed-trace.js";
import { viewList } from "./view-list.js";

const failed: ListedTrace = {
  traceId: "019a8c5e-7d3a-7bbb-8ccc-1234567890ab",
  skillName: "docker-build",
  startedAt: new Date("2025-11-16T11:57:00Z"),
  completedAt: new Date("2025-11-16T11:57:01.240Z"),
  totalDurationMs: 1500,
  status: "failed",
  errorMessage: "Error: connect ECONNREFUSED\n  at 127.0.0.1:5432",
};
const running: ListedTrace = {
  traceId: "019a8c5e-7d3b-7bbb-8ccc-1234567890ab",
  skillName: "backup",
  startedAt: new Date("2025-11-16T00:00:00Z"),
  status: "running",
};

it("shows a trace in a row, and why it failed under it", () => {
  expect(viewList([failed, running], testPage())).toEqual([
    "STATUS   SKILL         STARTED      TOOK  TRACE",
    "failed   docker-build  3 min ago  1.24 s  019a8c5e-7d3a-7bbb-8ccc-1234567890ab",
    "         Error: connect ECONNREFUSED↵  at 127.0.0.1:5432",
    "running  backup        12 h ago           019a8c5e-7d3b-7bbb-8ccc-1234567890ab",
  ]);
});

it("says the sum of the steps where a row of another writer knows no end", () => {
  const { completedAt, ...foreign } = failed;
  expect(viewList([foreign], testPage())[1]).toContain("  1.50 s  ");
});

it("shows what others know an execution by, where there is room", () => {
  const known: ListedTrace = { ...running, executionId: "exec-123" };
  expect(viewList([failed, known], testPage({ width: 110 }))).toEqual([
    "STATUS   SKILL         STARTED      TOOK  EXECUTION  TRACE",
    "failed   docker-build  3 min ago  1.24 s             019a8c5e-7d3a-7bbb-8ccc-1234567890ab",
    "         Error: connect ECONNREFUSED↵  at 127.0.0.1:5432",
    "running  backup        12 h ago           exec-123   019a8c5e-7d3b-7bbb-8ccc-1234567890ab",
  ]);
  expect(viewList([known], testPage({ width: 109 })).join()).not.toContain("exec-123");
  expect(viewList([running], testPage({ width: 110 })).join()).not.toContain("EXECUTION");
});

it("stays within the page, whatever the names are", () => {
  const long: ListedTrace = {
    ...failed,
    skillName: "日本語".repeat(40),
    executionId: "e".repeat(255),
    startedAt: new Date("2025-01-01T00:00:00Z"),
    completedAt: new Date("2025-01-01T00:12:05Z"),
    errorMessage: "x".repeat(500),
  };
  const widest = (width: number, ids: boolean): number =>
    Math.max(...viewList([long], testPage({ width }), { ids }).map(widthOf));
  for (const width of [78, 120]) expect(widest(width, true)).toBeLessThanOrEqual(width);
  expect(widest(60, false)).toBeLessThanOrEqual(60);
});

it("leaves the ids out where nobody wants them", () => {
  expect(viewList([running], testPage(), { ids: false })).toEqual([
    "STATUS   SKILL   STARTED   TOOK",
    "running  backup  12 h ago",
  ]);
});

it("colours the status, and lets no name colour anything", () => {
  const lines = viewList([{ ...failed, skillName: "\u001b[5mx\n" }], testPage({ colored: true }));
  expect(lines[1]).toContain("\u001b[31mfailed\u001b[39m");
  expect(lines.join()).not.toContain("\u001b[5m");
  expect(lines).toHaveLength(3);
});

it("says so where there is nothing", () => {
  expect(viewList([], testPage())).toEqual(["No traces match."]);
});
