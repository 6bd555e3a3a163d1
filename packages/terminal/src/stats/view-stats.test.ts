import { expect, it } from "vitest";
import { testPage } from "../../tests/test-page.js";
import { widthOf } from "../text/fit-text.js";
import type { ListedStats, ListedStep } from "./listed-stats.js";
import { viewStats } from "./view-stats.js";
import { viewStatsList } from "./view-stats-list.js";

const durations = {
  p50Ms: 1240,
  p90Ms: 2000,
  p95Ms: 2500.5,
  p99Ms: 9999,
  minMs: 0,
  maxMs: 61_000,
  meanMs: 1500,
};
const skill: ListedStats = {
  skillName: "docker-build",
  count: 12_345,
  failures: 62,
  failureRate: 62 / 12_345,
  timeouts: 2,
  perHour: 17.1,
  ...durations,
  columns: [{ count: 100, failures: 0, p95Ms: 10 }, undefined, { count: 50, failures: 1, p95Ms: 40 }],
  histogram: [
    { from: 0, to: 99, count: 20 },
    { from: 100, to: 999, count: 0 },
    { from: 1000, to: 61_000, count: 1 },
  ],
};
const step: ListedStep = {
  stepName: "push",
  count: 9,
  failures: 0,
  failureRate: 0,
  share: 0.423,
  ...durations,
};

it("shows a skill's figures, their course, a histogram, and the steps", () => {
  expect(viewStats(skill, [step], testPage())).toEqual([
    "docker-build  12,345 traces, 17 an hour; 62 (0.5 %) failed, 2 of them timed out",
    "",
    "   P50     P90     P95     P99    MIN    MEAN       MAX",
    "1.24 s  2.00 s  2.50 s  10.0 s  <1 ms  1.50 s  1 m 01 s",
    "",
    "traces    █ ▄",
    "failures  · █",
    "P95       ▂ █",
    "",
    "             TOOK  TRACES",
    "    <1 ms – 99 ms      20  ━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━",
    "  100 ms – 999 ms       0",
    "1.00 s – 1 m 01 s       1  ━━",
    "",
    "STEP  TIME  COUNT  FAILED     P50     P95       MAX",
    "push  42 %      9       0  1.24 s  2.50 s  1 m 01 s",
  ]);
});

it("leaves out what says nothing: the course of one time, a histogram of one bin, steps of none", () => {
  const { histogram: _, ...rest } = skill;
  const bare = { ...rest, failures: 0, failureRate: 0, timeouts: 0, perHour: 0, columns: [undefined] };
  const lines = viewStats({ ...bare, skillName: "\u001b[31m".repeat(50) }, [], testPage());
  expect(lines[0]).toMatch(/^␛\[31m.*… {2}12,345 traces; none failed$/);
  expect(widthOf(lines[0] ?? "")).toBeLessThanOrEqual(80);
  expect(lines).toHaveLength(5);
});

it("lists skills, with their course where there is room", () => {
  expect(viewStatsList([skill], testPage())).toEqual([
    "SKILL         TRACES      FAILED     P50     P95     P99",
    "docker-build  12,345  62 (0.5 %)  1.24 s  2.50 s  10.0 s",
  ]);
  expect(viewStatsList([skill], testPage({ width: 120 }))[1]).toMatch(/ {2}█ ▄$/);
});
