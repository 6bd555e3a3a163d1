import { compareTraces, type Step, type Trace } from "@steptrace/core";
import { describe, expect, it } from "vitest";
import { testPage } from "../../tests/test-page.js";
import { widthOf } from "../text/fit-text.js";
import { viewComparison } from "./view-comparison.js";

const step = (name: string, ms: number, given: Partial<Step> = {}): Step => ({
  name,
  timestamp: "2025-11-16T11:57:00.000000Z",
  durationMs: ms,
  durationUs: ms * 1000,
  status: "success",
  ...given,
});

const success: Trace = {
  traceId: "019a8c5e-7d3a-7bbb-8ccc-1234567890ab",
  skillName: "docker-build",
  startedAt: new Date("2025-11-16T09:00:00Z"),
  completedAt: new Date("2025-11-16T09:00:01Z"),
  status: "success",
  totalDurationMs: 1000,
  steps: [
    step("load", 100, { id: 1 }),
    step("build", 400, { id: 2 }),
    step("pull", 100, { id: 3, parentId: 2 }),
    step("compile", 300, { id: 4, parentId: 2 }),
    step("lint", 50, { id: 5 }),
    step("test", 300, { id: 6 }),
    step("push", 150, { id: 7 }),
  ],
  metadata: { git: { branch: "main" } },
};
const failure: Trace = {
  ...success,
  traceId: "019a8c61-02b4-7bbb-8ccc-1234567890ab",
  startedAt: new Date("2025-11-16T11:57:00Z"),
  completedAt: new Date("2025-11-16T11:57:02Z"),
  status: "failed",
  steps: [
    step("load", 100, { id: 1 }),
    step("lint", 50, { id: 5 }),
    step("build", 800, { id: 2 }),
    step("pull", 100, { id: 3, parentId: 2 }),
    step("cache", 10, { id: 8, parentId: 2 }),
    step("compile", 690, { id: 4, parentId: 2 }),
    step("push", 20, { id: 7, status: "failed", errorMessage: "refused" }),
  ],
  metadata: { git: { branch: "dev" }, retry: 1 },
};

describe("viewComparison", () => {
  it("shows both traces, their steps side by side, where they part and what else differs", () => {
    expect(viewComparison(compareTraces(success, failure), testPage())).toEqual([
      "A  docker-build succeeded in 1.00 s",
      "   019a8c5e-7d3a-7bbb-8ccc-1234567890ab  3 h ago",
      "B  docker-build failed after 2.00 s",
      "   019a8c61-02b4-7bbb-8ccc-1234567890ab  3 min ago",
      "",
      "Steps in B: 1 missing, 1 added, 1 reordered, 1 of another status, 2 slower, 1",
      "faster.",
      "",
      "   STEP            A       B",
      "   load       100 ms  100 ms        ━━",
      "↕  lint        50 ms   50 ms        ━",
      "~  build      400 ms  800 ms  2.0×  ━━━━━━━━++++++++",
      "     pull     100 ms  100 ms        ━━",
      "+    cache             10 ms",
      "~    compile  300 ms  690 ms  2.3×  ━━━━━━++++++++",
      "-  test       300 ms                ------",
      "✗  push       150 ms   20 ms  0.1×  ---",
      "",
      "They part after 1 step in common: A went on with build; B went on with lint.",
      "",
      "Metadata",
      '  git.branch: "main" → "dev"',
      "  retry: (none) → 1",
    ]);
  });

  it("says so where nothing differs", () => {
    const lines = viewComparison(compareTraces(success, success), testPage());
    expect(lines).toContain("The steps are alike.");
    expect(lines.join("\n")).not.toMatch(/part|Metadata/);
  });

  it("leaves out what is alike, but for what stands beside a change, and what that is in", () => {
    const many = Array.from({ length: 40 }, (_, index) => step(`s${index}`, 10, { id: index + 1 }));
    const inner = step("inner", 10, { id: 100, parentId: 21 });
    const lines = viewComparison(
      compareTraces({ ...success, steps: many }, { ...success, steps: [...many, inner] }),
      testPage(),
    );
    expect(
      lines.slice(lines.findIndex((line) => line.includes("STEP")) + 1, -2).filter((line) => line !== ""),
    ).toEqual([
      "   s0       10 ms  10 ms    ━━━━━━━━━━━━━━━━",
      "   … 19 alike",
      "   s20      10 ms  10 ms    ━━━━━━━━━━━━━━━━",
      "+    inner         10 ms    ++++++++++++++++",
      "   s21      10 ms  10 ms    ━━━━━━━━━━━━━━━━",
      "   … 18 alike",
    ]);
  });

  it("shows as many steps as it is told to, and says how many more differ", () => {
    const none = { ...success, steps: [] };
    const lines = viewComparison(compareTraces(success, none), testPage(), {
      maxSteps: 3,
      moreHint: "see --json",
    });
    expect(lines.filter((line) => line.startsWith("-  "))).toHaveLength(3);
    expect(lines).toContain("… and 4 more (see --json)");
  });

  it("stays within the page, and lets no text of a trace drive the terminal", () => {
    const hostile = "\u001b[2J\u202egnp\u0007\r\n日本語👩‍👩‍👧\u0000".repeat(30);
    const change = (trace: Trace, tail: string): Trace => ({
      ...trace,
      traceId: hostile,
      skillName: hostile,
      steps: trace.steps.map((one) => ({ ...one, name: hostile + (one.id === 4 ? tail : one.name) })),
      metadata: { [hostile]: hostile + tail },
    });
    const comparison = compareTraces(change(success, "a"), change(failure, "b"));
    for (const width of [60, 80, 160]) {
      for (const line of viewComparison(comparison, testPage({ width }))) {
        // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what must not be there
        expect(line).not.toMatch(/[\u0000-\u001f\u007f-\u009f\u202e]/);
        expect(widthOf(line)).toBeLessThanOrEqual(width);
      }
    }
  });

  it("draws ten thousand steps, nested as deep", () => {
    const steps = Array.from({ length: 10_000 }, (_, index) =>
      step("same", 1, { id: index + 1, parentId: index }),
    );
    const lines = viewComparison(compareTraces({ ...success, steps }, failure), testPage());
    expect(lines.filter((line) => line.startsWith("- "))).toHaveLength(10_000);
  });

  it("colours what differs", () => {
    const text = viewComparison(compareTraces(success, failure), testPage({ colored: true })).join("\n");
    expect(text).toContain("\u001b[31m✗\u001b[39m");
    expect(text).toContain("\u001b[32m+\u001b[39m");
  });
});
