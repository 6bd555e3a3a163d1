import { explainFailure, SkillNormal, type Step, type Trace } from "@steptrace/core";
import { expect, it } from "vitest";
import { testPage } from "../../tests/test-page.js";
import { widthOf } from "../text/fit-text.js";
import { viewExplanation } from "./view-explanation.js";

const step = (name: string, ms: number, given: Partial<Step> = {}): Step => ({
  name,
  timestamp: "2025-11-16T11:57:00.000000Z",
  durationMs: ms,
  status: "success",
  ...given,
});

const success: Trace = {
  traceId: "019a8c5e-7d3a-7bbb-8ccc-1234567890ab",
  skillName: "docker-build",
  startedAt: new Date("2025-11-16T09:00:00Z"),
  completedAt: new Date("2025-11-16T09:00:01Z"),
  status: "success",
  totalDurationMs: 300,
  steps: [step("load", 100), step("push", 200)],
  metadata: { branch: "main" },
};
const failure: Trace = {
  ...success,
  traceId: "019a8c61-02b4-7bbb-8ccc-1234567890ab",
  startedAt: new Date("2025-11-16T11:57:00Z"),
  completedAt: new Date("2025-11-16T11:57:04Z"),
  status: "failed",
  totalDurationMs: 4200,
  errorMessage: "refused",
  steps: [step("load", 100), step("push", 4100, { status: "failed", errorMessage: "refused" })],
  metadata: { branch: "dev" },
};

function normalOf(runs: number): SkillNormal {
  const normal = new SkillNormal();
  for (let run = 0; run < runs; run++) normal.add({ ...success, traceId: `run-${run}` });
  return normal;
}

it("says what happened in a paragraph, then what was otherwise, by what evidence", () => {
  expect(viewExplanation(explainFailure(failure, success, normalOf(50)), testPage())).toEqual([
    "docker-build failed after 4.00 s",
    "  refused",
    "",
    "It failed in push. The last success before it was",
    "019a8c5e-7d3a-7bbb-8ccc-1234567890ab, 3 h ago, in 1.00 s. They part after 2",
    "steps in common: in the success push succeeded; in the failure push failed.",
    "",
    "The last success (A) and the failure (B)",
    "   STEP       A       B",
    "   load  100 ms  100 ms",
    "✗  push  200 ms  4.10 s  21×  ━+++++++++++++++",
    "",
    "Metadata, then and now",
    '  branch: "main" → "dev"',
    "",
    "Out of the normal of 50 successful runs, of 2025-11-16",
    "  slow: took 4.20 s",
    expect.stringMatching(
      /^ {4}usual is 2\d\d ms to 4\d\d ms, median 300 ms of 50 runs; score \d+\.\d, limit \d\.\d$/,
    ),
    "  push slow: took 4.10 s",
    expect.stringMatching(
      /^ {4}usual is 1\d\d ms to 2\d\d ms, median 200 ms of 50 runs; score \d+\.\d, limit \d\.\d$/,
    ),
  ]);
});

it("says what cannot be said, and why", () => {
  const lines = viewExplanation(explainFailure(failure, undefined, normalOf(7)), testPage());
  expect(lines).toEqual([
    "docker-build failed after 4.00 s",
    "  refused",
    "",
    "It failed in push. There is no success of its skill before it to compare it",
    "with.",
    "",
    "7 successful runs are too few to say what is usual: it takes 20.",
  ]);
});

it("explains a trace without steps, and one whose steps did not fail", () => {
  const story = (trace: Trace) =>
    viewExplanation(explainFailure(trace, success, normalOf(30)), testPage()).join(" ");
  expect(story({ ...failure, steps: [] })).toContain("It has no steps. The last success");
  const outside = story({ ...success, status: "timeout", errorMessage: "late" });
  expect(outside).toContain("late  None of its steps failed.");
  expect(outside).toContain("Both did the same steps, and all of them ended alike.");
  expect(outside).toMatch(/Nothing is out of the\s+normal of 30 successful runs/);
});

it("stays within the page, and lets no text of a trace drive the terminal", () => {
  const hostile = "\u001b[2J\u202egnp\u0007\r\n日本語👩‍👩‍👧\u0000".repeat(30);
  const bad = {
    ...failure,
    skillName: hostile,
    steps: failure.steps.map((one) => ({ ...one, name: hostile + one.name, errorMessage: hostile })),
  };
  for (const width of [60, 100]) {
    for (const line of viewExplanation(explainFailure(bad, success, normalOf(30)), testPage({ width }))) {
      // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what must not be there
      expect(line).not.toMatch(/[\u0000-\u001f\u007f-\u009f\u202e]/);
      expect(widthOf(line)).toBeLessThanOrEqual(width);
    }
  }
});
