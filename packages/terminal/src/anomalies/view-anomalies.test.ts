import type { DurationEvidence, Finding } from "@steptrace/core";
import { expect, it } from "vitest";
import { testPage } from "../../tests/test-page.js";
import { widthOf } from "../text/fit-text.js";
import type { ListedAnomalies, ListedAnomaly } from "./listed-anomaly.js";
import { viewAnomalies } from "./view-anomalies.js";

const duration: DurationEvidence = {
  valueUs: 4_200_000,
  medianUs: 1_200_000,
  mad: 0.1,
  samples: 200,
  score: 8.4,
  threshold: 3.7,
  usualUs: { from: 840_000, to: 1_720_000 },
  minSamples: 20,
};
const counts = { seen: 199, samples: 200, minSamples: 20 };
const findings: readonly Finding[] = [
  { kind: "slow", evidence: duration },
  { kind: "slow-step", step: { name: "push", path: ["a", "b", "c", "build"] }, evidence: duration },
  { kind: "fast", evidence: { ...duration, valueUs: 100_000, score: -17.1 } },
  { kind: "missing-step", step: { name: "test", path: [] }, evidence: counts },
  { kind: "unknown-step", step: { name: "", path: [] }, evidence: { ...counts, seen: 0 } },
  {
    kind: "unseen-order",
    step: { name: "push", path: [] },
    next: { name: "test", path: [] },
    evidence: { ...counts, seen: 0 },
  },
];
const anomaly: ListedAnomaly = {
  traceId: "019a8c5e-7d3a-7bbb-8ccc-1234567890ab",
  skillName: "docker-build",
  startedAt: new Date("2025-11-16T11:57:00Z"),
  completedAt: new Date("2025-11-16T11:57:04.200Z"),
  status: "failed",
  errorMessage: "refused",
  findings,
};
const report: ListedAnomalies = {
  skillName: "docker-build",
  normal: {
    runs: 200,
    minRuns: 20,
    isEnough: true,
    from: new Date("2025-11-01T00:00:00Z"),
    to: new Date("2025-11-15T00:00:00Z"),
    unsteady: [],
  },
  judged: 57,
  isComplete: true,
  anomalies: [anomaly],
};

it("shows what was judged by what, and under each trace what was found, by what evidence", () => {
  expect(viewAnomalies(report, testPage({ width: 100 }))).toEqual([
    "docker-build: 1 of 57 traces out of the normal of 200 successful runs, 2025-11-01 to 2025-11-15",
    "",
    "STATUS  SKILL         STARTED      TOOK  TRACE",
    "failed  docker-build  3 min ago  4.20 s  019a8c5e-7d3a-7bbb-8ccc-1234567890ab",
    "         refused",
    "         slow: took 4.20 s",
    "           usual is 840 ms to 1.72 s, median 1.20 s of 200 runs; score 8.4, limit 3.7",
    "         … › b › c › build › push slow: took 4.20 s",
    "           usual is 840 ms to 1.72 s, median 1.20 s of 200 runs; score 8.4, limit 3.7",
    "         fast: took 100 ms",
    "           usual is 840 ms to 1.72 s, median 1.20 s of 200 runs; score -17.1, limit -3.7",
    "         test missing",
    "           199 of 200 runs have it",
    "         (unnamed) is new",
    "           none of 200 runs has it",
    "         push before test",
    "           in none of 200 runs with both",
  ]);
});

it("says so where nothing was found, and what was left out", () => {
  const unsteady = ["unknown-step", "unseen-order"] as const;
  const nothing: ListedAnomalies = {
    ...report,
    isComplete: false,
    judged: 5000,
    anomalies: [],
    normal: { ...report.normal, to: new Date("2025-11-01T09:00:00Z"), unsteady },
  };
  expect(viewAnomalies(nothing, testPage())).toEqual([
    "docker-build: none of the newest 5,000 traces out of the normal of 200",
    "successful runs, of 2025-11-01",
    "Not judged: steps that are new and orders of steps, in which the skill's own",
    "runs differ from each other.",
  ]);
});

it("says so where there was nothing to judge", () => {
  expect(viewAnomalies({ ...report, judged: 0, anomalies: [] }, testPage({ width: 120 }))).toEqual([
    "docker-build: no trace since then to be judged by the normal of 200 successful runs, 2025-11-01 to 2025-11-15",
  ]);
});

it("judges nothing by too few runs, and says how many it takes", () => {
  const few = {
    ...report,
    judged: 0,
    anomalies: [],
    normal: { runs: 1, minRuns: 20, isEnough: false, unsteady: [] },
  };
  expect(viewAnomalies(few, testPage())).toEqual([
    "docker-build: nothing was judged",
    "1 successful run is too few to say what is usual: it takes 20.",
  ]);
});

it("leaves the ids out where nobody wants them", () => {
  expect(viewAnomalies(report, testPage(), { ids: false }).join()).not.toContain(anomaly.traceId);
});

it("stays within the page, and lets no name drive the terminal", () => {
  const name = "\u001b[2J\u202egnp\u0007\r\n日本語👩‍👩‍👧\u0000".repeat(30);
  const hostile: readonly Finding[] = [
    { kind: "slow-step", step: { name, path: [name] }, evidence: duration },
    { kind: "unseen-order", step: { name, path: [] }, next: { name, path: [] }, evidence: counts },
  ];
  const bad = { ...report, skillName: name, anomalies: [{ ...anomaly, skillName: name, findings: hostile }] };
  for (const width of [78, 120]) {
    for (const line of viewAnomalies(bad, testPage({ width }))) {
      // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what must not be there
      expect(line).not.toMatch(/[\u0000-\u001f\u007f-\u009f\u202e]/);
      expect(widthOf(line)).toBeLessThanOrEqual(width);
    }
  }
});
