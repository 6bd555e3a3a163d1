import { describe, expect, it } from "vitest";
import { logNormal, seededRandom } from "../../tests/seeded-random.js";
import { traceOf } from "../../tests/trace-of.js";
import type { Step } from "../model/step.js";
import type { Trace } from "../model/trace.js";
import type { Finding } from "./finding.js";
import { SkillNormal } from "./skill-normal.js";

const NAMES = ["load", "fetch", "parse", "build", "test", "pack", "push", "clean"];
const SPREAD = 0.3;

type Change = (steps: readonly Partial<Step>[]) => readonly Partial<Step>[];

/** A run: eight steps of log-normal durations, the fourth with two more in it; `change` does to them what it will. */
function runOf(random: () => number, traceId: string, change: Change = (steps) => steps): Trace {
  const timed = (name: string, id: number, medianUs: number): Partial<Step> => ({
    name,
    id,
    durationUs: logNormal(random, medianUs, SPREAD),
  });
  const top = NAMES.map((name, index) => timed(name, index + 1, 100_000 * (index + 1)));
  const inner = ["compile", "link"].map((name, index) => ({
    ...timed(name, 11 + index, 50_000),
    parentId: 4,
  }));
  const steps = change([...top, ...inner]);
  const totalUs = steps.reduce((sum, { durationUs = 0, parentId }) => sum + (parentId ? 0 : durationUs), 0);
  return { ...traceOf(...steps), traceId, totalDurationMs: Math.round(totalUs / 1000) };
}

function normalOf(random: () => number, runs: number): SkillNormal {
  const normal = new SkillNormal();
  for (let run = 0; run < runs; run++) normal.add(runOf(random, `normal-${run}`));
  return normal;
}

const without =
  (name: string): Change =>
  (steps) =>
    steps.filter((step) => step.name !== name);
const slower =
  (name: string, factor: number): Change =>
  (steps) =>
    steps.map((step) =>
      step.name === name ? { ...step, durationUs: (step.durationUs ?? 0) * factor } : step,
    );
const swapped =
  (one: string, other: string): Change =>
  (steps) => {
    const places = [one, other].map((name) => steps.findIndex((step) => step.name === name));
    const [first = 0, second = 0] = places;
    return steps.with(first, steps[second] ?? {}).with(second, steps[first] ?? {});
  };

/** The share of runs that are an alarm by so many like them, where each does something odd by chance. */
function rateOfAlarms(
  runs: number,
  chance: number,
  oddSteps: (run: number) => readonly Partial<Step>[],
): number {
  const random = seededRandom(9);
  let run = 0;
  const next = (): Trace => {
    const steps = random() < chance ? oddSteps(run) : [{ name: "a" }, { name: "b" }];
    return { ...traceOf(...steps), traceId: `run-${run++}` };
  };
  let alarms = 0;
  for (let skill = 0; skill < 20; skill++) {
    const normal = new SkillNormal();
    for (let index = 0; index < runs; index++) normal.add(next());
    for (let judged = 0; judged < 50; judged++) if (normal.judge(next()).length > 0) alarms++;
  }
  return alarms / 1000;
}

/** A finding in a few words. */
function brief(finding: Finding): string {
  if (finding.kind === "unseen-order") return `unseen-order ${finding.step.name} ${finding.next.name}`;
  return "step" in finding ? `${finding.kind} ${finding.step.name}` : finding.kind;
}

describe("SkillNormal", () => {
  it("says what it was learnt from", () => {
    const normal = new SkillNormal();
    expect(normal.summary).toEqual({ runs: 0, minRuns: 20, isEnough: false, unsteady: [] });
    for (let run = 0; run < 20; run++)
      normal.add({ ...traceOf(), traceId: `n${run}`, startedAt: new Date((run * 7) % 20) });
    expect(normal.summary).toMatchObject({ runs: 20, isEnough: true, from: new Date(0), to: new Date(19) });
  });

  it("finds nothing in ordinary runs, but in one of a thousand at most", () => {
    const random = seededRandom(1);
    let [judged, alarms] = [0, 0];
    for (const runs of [20, 50, 200]) {
      for (let skill = 0; skill < 10; skill++) {
        const normal = normalOf(random, runs);
        for (let run = 0; run < 100; run++, judged++)
          if (normal.judge(runOf(random, "new")).length > 0) alarms++;
      }
    }
    expect({ judged, alarms: alarms <= judged / 1000 }).toEqual({ judged: 3000, alarms: true });
  });

  it.each<[string, Change, readonly string[]]>([
    [
      "ten times slower all together",
      (steps) => NAMES.reduce((all, name) => slower(name, 10)(all), steps),
      ["slow"],
    ],
    ["slow in one step", slower("push", 10), ["slow-step push"]],
    ["slow in a nested step", slower("link", 10), ["slow-step link"]],
    ["a step short", without("parse"), ["missing-step parse"]],
    ["a nested step short", without("link"), ["missing-step link"]],
    ["of a step too many", (steps) => [...steps, { name: "extra", id: 30 }], ["unknown-step extra"]],
    [
      "of two steps swapped",
      swapped("parse", "test"),
      ["unseen-order test build", "unseen-order build parse"],
    ],
  ])("finds each run that is %s", (_, change, expected) => {
    const random = seededRandom(2);
    const normal = normalOf(random, 200);
    for (let run = 0; run < 50; run++) {
      const found = normal.judge(runOf(random, "new", change)).map(brief);
      expect(found).toEqual(expect.arrayContaining([...expected]));
    }
  });

  it("gives its evidence with each finding", () => {
    const normal = new SkillNormal();
    for (let run = 0; run < 30; run++) {
      const steps = [
        { name: "load", durationUs: 100_000 },
        { name: "push", durationUs: 200_000 },
      ];
      normal.add({ ...traceOf(...steps), traceId: `n${run}`, totalDurationMs: 300 });
    }
    const findings = normal.judge({
      ...traceOf(
        { name: "push", durationUs: 3_000_000 },
        { name: "load", durationUs: 100_000 },
        { name: "new" },
      ),
      totalDurationMs: 3100,
    });
    const counts = { seen: 0, samples: 30, minSamples: 20 };
    expect(findings).toEqual([
      {
        kind: "slow",
        evidence: expect.objectContaining({ valueUs: 3_100_000, medianUs: 300_000, mad: 0.05, samples: 30 }),
      },
      {
        kind: "slow-step",
        step: { name: "push", path: [] },
        evidence: expect.objectContaining({ valueUs: 3_000_000, medianUs: 200_000, minSamples: 20 }),
      },
      { kind: "unknown-step", step: { name: "new", path: [] }, evidence: counts },
      {
        kind: "unseen-order",
        step: { name: "push", path: [] },
        next: { name: "load", path: [] },
        evidence: counts,
      },
    ]);
  });

  it("says nothing by fewer than twenty runs, whatever a run does", () => {
    const random = seededRandom(3);
    const odd = runOf(random, "odd", (steps) => [
      ...slower("load", 1000)(without("push")(steps)),
      { name: "x" },
    ]);
    const normal = normalOf(random, 19);
    expect([normal.isEnough, normal.judge(odd)]).toEqual([false, []]);
    normal.add(runOf(random, "twentieth"));
    expect(normal.isEnough).toBe(true);
    expect(normal.judge(odd).map(brief)).toEqual(
      expect.arrayContaining(["slow-step load", "missing-step push", "unknown-step x"]),
    );
  });

  it("judges a step by the runs that have it, and not by fewer than twenty of them", () => {
    const normal = new SkillNormal();
    const load = { name: "load", durationUs: 100_000 };
    for (let run = 0; run < 60; run++) {
      const steps = run < 15 ? [load, { name: "retry", durationUs: 1000 }] : [load];
      normal.add({ ...traceOf(...steps), traceId: `n${run}` });
    }
    const retried = traceOf({ name: "retry", durationUs: 1e9 }, load);
    expect(normal.judge(retried)).toEqual([]);
  });

  it("does not call a failed run fast, nor what it did not come to missing; slow and odd it may be", () => {
    const random = seededRandom(4);
    const normal = normalOf(random, 100);
    const broken = runOf(random, "broken", (steps) => slower("load", 100)(steps.slice(0, 2)));
    expect(normal.judge({ ...broken, status: "failed" }).map(brief)).toEqual(["slow", "slow-step load"]);
    expect(normal.judge(broken).map(brief)).toContain("missing-step parse");
    const short = runOf(random, "short", (steps) => slower("load", 0.001)(steps.slice(0, 1)));
    expect(normal.judge({ ...short, status: "timeout" })).toEqual([]);
    expect(normal.judge(short).map(brief)).toContain("fast");
  });

  it("tells the outermost of what is missing, and of what is new", () => {
    const random = seededRandom(5);
    const normal = normalOf(random, 100);
    const without4 = runOf(random, "new", (steps) =>
      steps.filter(({ id, parentId }) => id !== 4 && parentId !== 4),
    );
    expect(normal.judge(without4).map(brief)).toEqual(["missing-step build"]);
    const extra = runOf(random, "new", (steps) => [
      ...steps,
      { name: "extra", id: 30 },
      { name: "in-it", id: 31, parentId: 30 },
    ]);
    expect(normal.judge(extra).map(brief)).toEqual(["unknown-step extra"]);
  });

  it("knows steps that some runs have, and orders that change", () => {
    const random = seededRandom(6);
    const normal = new SkillNormal();
    const vary: Change = (steps) => {
      const parallel = random() < 0.3 ? swapped("parse", "build")(steps) : steps;
      return random() < 0.4 ? parallel.filter(({ name }) => name !== "clean") : parallel;
    };
    for (let run = 0; run < 100; run++) normal.add(runOf(random, `n${run}`, vary));
    let alarms = 0;
    for (let run = 0; run < 500; run++) alarms += normal.judge(runOf(random, "new", vary)).length;
    expect(normal.summary.unsteady).toEqual([]);
    expect(alarms).toBeLessThanOrEqual(1);
  });

  it.each<[string, (run: number) => readonly Partial<Step>[]]>([
    ["have a new step", (run) => [{ name: "a" }, { name: `new-${run}` }]],
    ["lack a step", () => [{ name: "a" }]],
    ["have their steps in another order", () => [{ name: "b" }, { name: "a" }]],
  ])("raises few alarms where ordinary runs now and then %s, however often", (_, oddSteps) => {
    for (const chance of [0.01, 0.03, 0.1])
      for (const runs of [20, 200]) expect(rateOfAlarms(runs, chance, oddSteps)).toBeLessThan(0.04);
  });

  it("judges a run that is part of the normal by the others", () => {
    const random = seededRandom(7);
    // So few that a single odd run among them is enough not to judge others by it.
    const normal = normalOf(random, 40);
    const odd = runOf(random, "odd", (steps) => [
      ...swapped("push", "clean")(without("parse")(steps)),
      { name: "extra", id: 30 },
    ]);
    normal.add(odd);
    expect(normal.judge(odd).map(brief)).toEqual([
      "missing-step parse",
      "unknown-step extra",
      "unseen-order clean push",
    ]);
    expect(normal.judge(runOf(random, "new", without("load")))).toEqual([]);
  });

  it("misses a step that one run in a hundred lacks, and not one that two lack", () => {
    for (const [lacking, expected] of [
      [1, ["missing-step parse"]],
      [2, []],
    ] as const) {
      const random = seededRandom(11);
      const normal = normalOf(random, 100 - lacking);
      for (let run = 0; run < lacking; run++) normal.add(runOf(random, `short-${run}`, without("parse")));
      expect(normal.judge(runOf(random, "new", without("parse"))).map(brief)).toEqual(expected);
    }
  });

  it("leaves out what its own runs do not keep to, and says so", () => {
    const random = seededRandom(8);
    const normal = new SkillNormal();
    const named: Change = (steps) => [...steps, { name: `order-${Math.floor(random() * 1e9)}`, id: 30 }];
    for (let run = 0; run < 60; run++) normal.add(runOf(random, `n${run}`, named));
    expect(normal.summary.unsteady).toEqual(["unknown-step"]);
    expect(normal.judge(runOf(random, "new", named))).toEqual([]);
    expect(normal.judge(runOf(random, "new", (steps) => named(without("load")(steps)))).map(brief)).toEqual([
      "missing-step load",
    ]);
  });

  it("tells fifty findings of a run, and no more", () => {
    const normal = normalOf(seededRandom(10), 30);
    const steps = Array.from({ length: 10_000 }, (_, index) => ({ name: `new-${index}` }));
    const findings = normal.judge(traceOf(...steps));
    expect(findings).toHaveLength(50);
    expect(new Set(findings.map(brief)).size).toBe(50);
  });

  it("bears durations that cannot be", () => {
    const normal = new SkillNormal();
    for (let run = 0; run < 20; run++) {
      const steps = [{ name: "a", durationMs: run % 2 === 0 ? 1e308 : 0 }];
      normal.add({ ...traceOf(...steps), traceId: `n${run}`, totalDurationMs: run % 3 === 0 ? -1e6 : 2e9 });
    }
    const odd = { ...traceOf({ name: "a", durationMs: 1e300 }), totalDurationMs: -1 };
    expect(normal.judge(odd)).toMatchObject([{ kind: "fast", evidence: { valueUs: 0, medianUs: 2e12 } }]);
  });

  it("bears runs without steps, without an end, of ten thousand steps, and of odd names", () => {
    const normal = new SkillNormal();
    const many = Array.from({ length: 10_000 }, (_, index) => ({
      name: `s${index}`,
      id: index + 1,
      parentId: index,
    }));
    const odd = ["\u0000", "😀", "\u202eabc", "", "__proto__", "0 a"].map((name) => ({ name }));
    for (let run = 0; run < 24; run++) {
      const steps = [[], many, odd][run % 3] ?? [];
      normal.add({ ...traceOf(...steps), traceId: `n${run}` });
    }
    for (const steps of [[], many, odd]) expect(normal.judge(traceOf(...steps))).toEqual([]);
  });
});
