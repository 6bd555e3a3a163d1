import type { Step, Trace } from "@steptrace/core";
import { expect, it } from "vitest";
import { testPage } from "../../tests/test-page.js";
import { widthOf } from "../text/fit-text.js";
import { viewTrace } from "./view-trace.js";

const step: Step = {
  name: "load-config",
  timestamp: "2025-11-16T11:57:00.250000Z",
  durationMs: 250,
  status: "success",
  id: 1,
  offsetUs: 0,
  durationUs: 250_000,
};
const trace: Trace = {
  traceId: "019a8c5e-7d3a-7bbb-8ccc-1234567890ab",
  skillName: "docker-build",
  executionId: "exec-123",
  startedAt: new Date("2025-11-16T11:57:00Z"),
  completedAt: new Date("2025-11-16T11:57:01Z"),
  totalDurationMs: 1000,
  status: "failed",
  errorMessage: "connection refused",
  metadata: { env: "production", tags: ["a", 1] },
  steps: [
    step,
    { ...step, id: 2, name: "build", status: "failed", offsetUs: 250_000, durationUs: 750_000 },
    {
      ...step,
      id: 3,
      parentId: 2,
      name: "push",
      status: "failed",
      errorMessage: "connection refused",
      offsetUs: 500_000,
      durationUs: 500_000,
    },
  ],
};

it("shows what a trace was, and its steps on the time axis", () => {
  expect(viewTrace(trace, testPage({ width: 60 }))).toEqual([
    "docker-build failed after 1.00 s",
    "",
    "  trace      019a8c5e-7d3a-7bbb-8ccc-1234567890ab",
    "  execution  exec-123",
    "  started    2025-11-16 11:57:00 (3 min ago)",
    "  ended      2025-11-16 11:57:01",
    "  steps      3, 2 failed, 1.00 s in all",
    "  metadata   env: production",
    '             tags: ["a",1]',
    "",
    "                            0                         1.00 s",
    "  ✓ load-config     250 ms  ━━━━━━━━",
    "  ✗ build           750 ms          ━━━━━━━━━━━━━━━━━━━━━━━━",
    "  ✗   push          500 ms                  ━━━━━━━━━━━━━━━━",
    "      connection refused",
  ]);
});

it("tells a message where it came from, and not of each step that it passed through", () => {
  const steps = trace.steps.map((one) =>
    one.status === "failed" ? { ...one, errorMessage: "connection refused" } : one,
  );
  const lines = viewTrace({ ...trace, steps }, testPage());
  expect(lines.filter((line) => line.includes("connection refused"))).toHaveLength(1);
});

it("tells why a trace failed where no step does", () => {
  const text = textOf({ ...trace, steps: [step], errorMessage: "out of memory\nat line 7" });
  expect(text).toContain("\n\n  out of memory\n  at line 7\n\n");
});

it("marks steps that were interrupted or truncated, and traces that were recovered", () => {
  const steps: readonly Step[] = [
    { ...step, status: "failed", interrupted: true },
    { ...step, id: 2, truncated: true },
  ];
  const text = textOf({ ...trace, steps, metadata: { interrupted: true } });
  expect(text).toContain("  ! load-config");
  expect(text).toContain("    interrupted: it had not ended when the trace did");
  expect(text).toContain("    truncated: a limit cut its name, message or attributes");
  expect(text).toContain("  recovered  yes");
});

it("shows a trace that is running, and one without steps", () => {
  const { completedAt: _, totalDurationMs: __, errorMessage: ___, ...rest } = trace;
  const lines = viewTrace({ ...rest, status: "running", steps: [], metadata: {} }, testPage());
  expect(lines[0]).toBe("docker-build is running");
  expect(lines.at(-1)).toBe("  steps      0");
});

it("stays within the page, and lets no text of a trace drive the terminal", () => {
  const hostile = "\u001b[2J\u202egnp\u0007\r\n日本語👩‍👩‍👧".repeat(30);
  const steps = trace.steps.map((one) => ({ ...one, name: hostile, errorMessage: hostile }));
  const bad = { ...trace, skillName: hostile, executionId: hostile, errorMessage: "x", steps };
  for (const width of [60, 80, 160]) {
    for (const line of viewTrace({ ...bad, metadata: { [hostile]: hostile } }, testPage({ width }))) {
      // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what must not be there
      expect(line).not.toMatch(/[\u0000-\u001f\u007f-\u009f\u202e]/);
      expect(widthOf(line)).toBeLessThanOrEqual(width);
    }
  }
});

it("shows ten thousand steps, each in a line", () => {
  const steps = Array.from({ length: 10_000 }, (_, id) => ({ ...step, id: id + 1, offsetUs: id * 100 }));
  const lines = viewTrace({ ...trace, steps }, testPage());
  expect(lines.filter((line) => line.includes("load-config"))).toHaveLength(10_000);
});

it("says how much of the metadata it leaves out, and where that is", () => {
  const metadata = Object.fromEntries(Array.from({ length: 25 }, (_, index) => [`key${index}`, index]));
  const lines = viewTrace({ ...trace, metadata }, testPage(), { moreHint: "see --json" });
  expect(lines).toContain("             … and 5 more (see --json)");
});

function textOf(shown: Trace): string {
  return viewTrace(shown, testPage()).join("\n");
}
