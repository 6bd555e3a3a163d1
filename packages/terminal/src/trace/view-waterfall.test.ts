import type { Step, Trace } from "@steptrace/core";
import { expect, it } from "vitest";
import { testPage } from "../../tests/test-page.js";
import { viewWaterfall } from "./view-waterfall.js";

const page = testPage({ width: 60 });

it("draws every step where and for as long as it ran", () => {
  const trace = traceOf(
    { name: "fetch", id: 1, offsetUs: 0, durationUs: 50_000 },
    { name: "parse", id: 2, offsetUs: 50_000, durationUs: 50_000 },
    { name: "header", id: 3, parentId: 2, offsetUs: 50_000, durationUs: 400 },
  );
  expect(viewWaterfall(trace, page)).toEqual([
    "                         0                            100 ms",
    "  ✓ fetch         50 ms  ━━━━━━━━━━━━━━━━━━",
    "  ✓ parse         50 ms                    ━━━━━━━━━━━━━━━━━",
    "  ✓   header     400 µs                    ━",
  ]);
});

it("ends a long trace with the number of steps left out, and keeps to its time axis", () => {
  const steps = Array.from({ length: 30 }, (_, id) => ({ name: `s${id}`, id, offsetUs: id * 1000 }));
  const lines = viewWaterfall(traceOf(...steps), page, { maxSteps: 18 });
  expect(lines).toHaveLength(20);
  expect(lines[0]).toMatch(/^ +0 +30 ms$/);
  expect(lines.at(-1)).toBe("  … and 12 more");
  expect(viewWaterfall(traceOf(...steps), page, { maxSteps: 30 })).toHaveLength(31);
});

it("gives names that are left out no room", () => {
  const trace = traceOf({ name: "short" }, { name: "a name that is far longer", offsetUs: 1000 });
  expect(viewWaterfall(trace, page, { maxSteps: 1 })[1]).toMatch(/^ {2}✓ short {7}1 ms {2}━/);
});

it("is empty for a trace without steps", () => {
  expect(viewWaterfall(traceOf(), page)).toEqual([]);
});

function traceOf(...steps: readonly Partial<Step>[]): Trace {
  return {
    traceId: "t",
    skillName: "build",
    startedAt: new Date("2025-11-16T12:00:00Z"),
    status: "success",
    metadata: {},
    steps: steps.map((step) => ({
      name: "work",
      timestamp: "2025-11-16T12:00:00Z",
      durationMs: 1,
      durationUs: 1000,
      status: "success",
      offsetUs: 0,
      ...step,
    })),
  };
}
