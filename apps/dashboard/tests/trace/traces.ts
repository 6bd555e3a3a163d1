import type { Step, Trace } from "@steptrace/core";

/** What does not belong into a page. */
export const HOSTILE =
  '</script><img src=x onerror="alert(1)"><script>alert(2)</script>{{7*7}}javascript:alert(3)\u202egnp.exe\u0007';

const STARTED = Date.UTC(2026, 10, 20, 9);

interface StepLine extends Partial<Step> {
  readonly name: string;
  readonly offsetUs: number;
  readonly durationUs: number;
}

function traceOf(traceId: string, steps: readonly StepLine[], more: Partial<Trace> = {}): Trace {
  const end = Math.max(0, ...steps.map(({ offsetUs, durationUs }) => offsetUs + durationUs));
  return {
    traceId,
    skillName: "deploy",
    startedAt: new Date(STARTED),
    completedAt: new Date(STARTED + Math.ceil(end / 1000)),
    totalDurationMs: Math.round(end / 1000),
    status: "success",
    metadata: {},
    ...more,
    steps: steps.map((step, place) => ({
      id: place + 1,
      timestamp: new Date(STARTED + (step.offsetUs + step.durationUs) / 1000).toISOString(),
      durationMs: Math.round(step.durationUs / 1000),
      status: "success",
      ...step,
    })),
  };
}

const ERROR = "registry answered 503 after 31 s to push image 42";

/** Two retries in a step, of which both failed; a nested build before it. */
export function failure(traceId: string, startedAt: Date = new Date(STARTED)): Trace {
  const failed = { status: "failed", errorMessage: ERROR } as const;
  return traceOf(
    traceId,
    [
      { name: "load config", offsetUs: 0, durationUs: 30_000, attributes: { file: "deploy.yaml", keys: 4 } },
      { name: "build", offsetUs: 30_000, durationUs: 400_000 },
      { name: "compile", parentId: 2, offsetUs: 40_000, durationUs: 250_000 },
      { name: "package", parentId: 2, offsetUs: 300_000, durationUs: 120_000 },
      { name: "push", offsetUs: 430_000, durationUs: 560_000, ...failed },
      { name: "attempt 1", parentId: 5, offsetUs: 440_000, durationUs: 200_000, ...failed },
      { name: "attempt 2", parentId: 5, offsetUs: 700_000, durationUs: 280_000, ...failed },
    ],
    {
      status: "failed",
      errorMessage: ERROR,
      executionId: "deploy-42",
      metadata: { commit: "9fceb02d" },
      startedAt,
    },
  );
}

/** The same deployment when it went well. */
export function success(traceId: string): Trace {
  const startedAt = new Date(STARTED - 3_600_000);
  return traceOf(
    traceId,
    [
      { name: "load config", offsetUs: 0, durationUs: 30_000 },
      { name: "build", offsetUs: 30_000, durationUs: 400_000 },
      { name: "compile", parentId: 2, offsetUs: 40_000, durationUs: 250_000 },
      { name: "package", parentId: 2, offsetUs: 300_000, durationUs: 120_000 },
      { name: "push", offsetUs: 430_000, durationUs: 160_000 },
    ],
    { startedAt, completedAt: new Date(startedAt.getTime() + 600), metadata: { commit: "11aa22bb" } },
  );
}

/** Hostile text in every field that takes text. */
export function hostile(traceId: string): Trace {
  const step = {
    name: HOSTILE,
    status: "failed",
    errorMessage: HOSTILE,
    attributes: { [HOSTILE]: HOSTILE, deep: { list: [HOSTILE, { [HOSTILE]: 1 }] } },
  } as const;
  return traceOf(
    traceId,
    [
      { ...step, offsetUs: 0, durationUs: 9000 },
      { ...step, parentId: 1, offsetUs: 1000, durationUs: 2000, name: `${HOSTILE}${"x".repeat(5000)}` },
    ],
    {
      skillName: HOSTILE,
      executionId: HOSTILE,
      status: "failed",
      errorMessage: `${HOSTILE} registry answered`,
      metadata: { [HOSTILE]: HOSTILE },
    },
  );
}

/** So many steps, nested so deep, one in a thousand of which failed. */
export function deep(traceId: string, count: number, depth: number): Trace {
  const steps = Array.from({ length: count }, (_, place) => {
    const level = place % depth;
    return {
      name: `step ${place}`,
      ...(level > 0 && { parentId: place }),
      offsetUs: place * 20,
      durationUs: (depth - level) * 20,
      ...(place % 1000 === 999 && { status: "failed" as const, errorMessage: "lost" }),
    };
  });
  return traceOf(traceId, steps, { skillName: "many steps" });
}
