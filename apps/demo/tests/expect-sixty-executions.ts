import type { Trace } from "@steptrace/core";
import { expect } from "vitest";

/** What sixty executions leave behind, wherever they are stored. */
export function expectSixtyExecutions(traces: readonly Trace[]): void {
  expect(traces).toHaveLength(60);
  expect(countBy(traces, ({ skillName, status }) => `${skillName} ${status}`)).toEqual({
    "index-repository success": 9,
    "index-repository failed": 3,
    "compress-assets success": 10,
    "compress-assets timeout": 2,
    "load-config success": 8,
    "load-config failed": 4,
    "call-service success": 6,
    "call-service failed": 4,
    "call-service timeout": 2,
    "run-checks success": 8,
    "run-checks failed": 4,
  });
  expectRealFailures(traces);
  expectNestedSteps(traces);
  expect(new Set(traces.map(({ executionId }) => executionId)).size).toBe(60);
}

/** The platform's own messages, each of its kind. */
function expectRealFailures(traces: readonly Trace[]): void {
  const messages = traces.flatMap(({ errorMessage }) => errorMessage ?? []);
  expect(messages).toHaveLength(19);
  const kinds = {
    missingFolder: /^ENOENT: no such file or directory, scandir '.*(legacy|archive)'$/,
    missingFile: /^ENOENT: no such file or directory, open '.*(staging|production)\.json'$/,
    brokenFile: /^SyntaxError: .*JSON/,
    refused: /^TypeError: fetch failed: connect ECONNREFUSED 127\.0\.0\.1:\d+$/,
    mistake: /^syntax exited with code 1: SyntaxError: /,
    tooLong: /^line-limit exited with code \d+: error: .* has \d+ lines, allowed are 40$/,
    overrun: /^TraceTimeoutError: Skill '(compress-assets|call-service)' ran longer than/,
  };
  const found = Object.entries(kinds).map(([kind, pattern]) => [
    kind,
    messages.filter((message) => pattern.test(message)).length,
  ]);
  expect(Object.fromEntries(found)).toEqual({
    missingFolder: 3,
    missingFile: 2,
    brokenFile: 2,
    refused: 4,
    mistake: 2,
    tooLong: 2,
    overrun: 4,
  });
}

function expectNestedSteps(traces: readonly Trace[]): void {
  for (const { skillName, steps } of traces) {
    expect(steps.length).toBeGreaterThan(0);
    const ids = new Set(steps.map(({ id }) => id));
    const nested = steps.filter(({ parentId }) => parentId !== undefined);
    expect(nested.every(({ parentId }) => ids.has(parentId))).toBe(true);
    if (skillName === "load-config") expect(nested.length).toBeGreaterThan(5);
  }
  const moved = traces.filter(({ skillName, status, steps }) => {
    return skillName === "call-service" && status === "success" && steps.some((s) => s.status === "failed");
  });
  expect(moved).toHaveLength(2);
  const brokenOff = traces.filter(({ steps }) => steps.some(({ interrupted }) => interrupted));
  expect(brokenOff.length).toBeGreaterThanOrEqual(4);
}

function countBy<T>(items: readonly T[], keyOf: (item: T) => string): Readonly<Record<string, number>> {
  const counts: Record<string, number> = {};
  for (const item of items) counts[keyOf(item)] = (counts[keyOf(item)] ?? 0) + 1;
  return counts;
}
