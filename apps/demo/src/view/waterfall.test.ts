import type { Step, Trace } from "@steptrace/core";
import { describe, expect, it } from "vitest";
import { createPaint } from "./paint.js";
import { waterfall } from "./waterfall.js";

const terminal = { width: 80, isLive: false, paint: createPaint(false) };

describe("waterfall", () => {
  it("draws every step where and for as long as it ran", () => {
    const lines = waterfall(
      trace([
        step({ name: "fetch", id: 1, offsetUs: 0, durationUs: 50_000 }),
        step({ name: "parse", id: 2, offsetUs: 50_000, durationUs: 50_000 }),
        step({ name: "header", id: 3, parentId: 2, offsetUs: 50_000, durationUs: 400 }),
      ]),
      terminal,
    );
    expect(lines).toEqual([
      `  fetch     ${"━".repeat(20)}${" ".repeat(20)}   50 ms`,
      `  parse     ${" ".repeat(20)}${"━".repeat(20)}   50 ms`,
      `    header  ${" ".repeat(20)}━${" ".repeat(19)}  0.4 ms`,
    ]);
  });

  it("says why a step failed, and which one was broken off", () => {
    const [failed, interrupted] = waterfall(
      trace([
        step({ id: 1, status: "failed", errorMessage: "no\nroute" }),
        step({ id: 2, status: "failed", interrupted: true }),
      ]),
      terminal,
    );
    expect(failed).toMatch(/no route$/);
    expect(interrupted).toMatch(/interrupted$/);
  });

  it("draws steps of other programs, which do not know when they began", () => {
    const { offsetUs: _, durationUs: __, id: ___, ...foreign } = step({ durationMs: 75 });
    expect(waterfall(trace([foreign]), terminal)).toEqual([`  work  ${"━".repeat(40)}  75 ms`]);
  });

  it("ends a long trace with the number of steps left out", () => {
    const steps = Array.from({ length: 30 }, (_, id) => step({ id, offsetUs: id }));
    const lines = waterfall(trace(steps), terminal);
    expect(lines).toHaveLength(19);
    expect(lines.at(-1)).toBe("  … and 12 more");
  });

  it("draws shorter bars where there is less room", () => {
    const name = "a name that takes its share of a narrow terminal";
    const [line = ""] = waterfall(trace([step({ name })]), { ...terminal, width: 70 });
    expect(line).toBe(`  a name that takes its share of a narrow…  ${"━".repeat(14)}  1 ms`);
  });

  it("is empty for a trace without steps", () => {
    expect(waterfall(trace([]), terminal)).toEqual([]);
  });
});

function trace(steps: readonly Step[]): Trace {
  return { traceId: "t", skillName: "s", startedAt: new Date(0), status: "success", metadata: {}, steps };
}

function step(parts: Partial<Step>): Step {
  return {
    name: "work",
    timestamp: "2025-11-16T12:00:00.000000Z",
    durationMs: 1,
    status: "success",
    offsetUs: 0,
    durationUs: 1000,
    ...parts,
  };
}
