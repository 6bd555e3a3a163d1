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
  expect(viewTrace(trace, testPage({ width: 60 })).split("\n")).toEqual([
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
  const text = viewTrace({ ...trace, steps }, testPage());
  expect(text.split("connection refused")).toHaveLength(2);
});

it("tells why a trace failed where no step does", () => {
  const text = viewTrace({ ...trace, steps: [step], errorMessage: "out of memory\nat line 7" }, testPage());
  expect(text).toContain("\n\n  out of memory\n  at line 7\n\n");
});

it("marks steps that were interrupted or truncated, and traces that were recovered", () => {
  const steps: readonly Step[] = [
    { ...step, status: "failed", interrupted: true },
    { ...step, id: 2, truncated: true },
  ];
  const text = viewTrace({ ...trace, steps, metadata: { interrupted: true } }, testPage());
  expect(text).toContain("  ! load-config");
  expect(text).toContain("    interrupted: it had not ended when the trace did");
  expect(text).toContain("    truncated: a limit cut its name, message or attributes");
  expect(text).toContain("  recovered  yes");
});

it("shows a trace that is running, and one without steps", () => {
  const { completedAt: _, totalDurationMs: __, errorMessage: ___, ...rest } = trace;
  const text = viewTrace({ ...rest, status: "running", steps: [], metadata: {} }, testPage());
  expect(text.split("\n")[0]).toBe("docker-build is running");
  expect(text.split("\n").at(-1)).toBe("  steps      0");
});

it("says how each status ended", () => {
  const title = (status: Trace["status"]): string | undefined =>
    viewTrace({ ...trace, status }, testPage()).split("\n")[0];
  expect(title("success")).toBe("docker-build succeeded in 1.00 s");
  expect(title("timeout")).toBe("docker-build timed out after 1.00 s");
});

it("stays within the page, and lets no text of a trace drive the terminal", () => {
  const hostile = "\u001b[2J\u202egnp\u0007\r\n日本語👩‍👩‍👧".repeat(30);
  const steps = trace.steps.map((one) => ({ ...one, name: hostile, errorMessage: hostile }));
  const bad = { ...trace, skillName: hostile, executionId: hostile, errorMessage: "x", steps };
  for (const width of [60, 80, 160]) {
    const text = viewTrace({ ...bad, metadata: { [hostile]: hostile } }, testPage({ width }));
    // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what must not be there
    expect(text).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u202e]/);
    for (const line of text.split("\n")) expect(widthOf(line)).toBeLessThanOrEqual(width);
  }
});

it("shows ten thousand steps, each in a line", () => {
  const steps = Array.from({ length: 10_000 }, (_, id) => ({ ...step, id: id + 1, offsetUs: id * 100 }));
  const lines = viewTrace({ ...trace, steps }, testPage()).split("\n");
  expect(lines.filter((line) => line.includes("load-config"))).toHaveLength(10_000);
});
