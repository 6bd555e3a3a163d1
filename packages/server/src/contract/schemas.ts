import { z } from "@hono/zod-openapi";

const moment = z.iso.datetime();
const ms = z.number().nonnegative();
const count = z.int().nonnegative();
const share = z.number().min(0).max(1);
const status = z.enum(["running", "success", "failed", "timeout"]);
const words = z.array(z.string());

const summaryShape = {
  traceId: z.string(),
  skillName: z.string(),
  executionId: z.string().optional(),
  startedAt: moment,
  completedAt: moment.optional(),
  totalDurationMs: ms.optional(),
  status,
  errorMessage: z.string().optional(),
};
const summary = z.object(summaryShape).openapi("TraceSummary");

const durations = {
  p50Ms: ms.optional(),
  p90Ms: ms.optional(),
  p95Ms: ms.optional(),
  p99Ms: ms.optional(),
  minMs: ms.optional(),
  maxMs: ms.optional(),
  meanMs: ms.optional(),
};
const figures = { count, failures: count, failureRate: share, timeouts: count, ...durations };
const stats = z
  .object({
    skillName: z.string(),
    perHour: z.number(),
    ...figures,
    series: z.array(z.object({ startDate: moment, ...figures })).optional(),
    histogram: z.array(z.looseObject({ count })).optional(),
  })
  .openapi("SkillStats");
const change = z.object({
  before: z.number().optional(),
  after: z.number().optional(),
  change: z.number().optional(),
});
const trend = z
  .object({ skillName: z.string(), count: change, failureRate: change, p50Ms: change, p95Ms: change })
  .openapi("SkillTrend");

const group = z
  .object({
    group: z.string(),
    template: z.string(),
    count,
    firstSeen: moment,
    lastSeen: moment,
    isNew: z.boolean(),
    isRegressed: z.boolean(),
    silentForDays: z.number().optional(),
    skills: z.array(z.object({ skillName: z.string(), count })),
    skillCount: count,
    steps: z.array(z.object({ name: z.string(), count })),
    sparkline: z.array(count),
    newest: summary,
  })
  .openapi("FailureGroup");

const comparedTrace = z.looseObject({
  traceId: z.string(),
  skillName: z.string(),
  startedAt: moment,
  stepCount: count,
});
const comparedStep = z.looseObject({
  name: z.string(),
  path: words,
  status: z.string(),
  durationUs: z.number(),
});
const stepPair = z.object({ a: comparedStep, b: comparedStep });
const comparison = z
  .object({
    a: comparedTrace,
    b: comparedTrace,
    missing: z.array(comparedStep),
    added: z.array(comparedStep),
    reordered: z.array(stepPair),
    slower: z.array(stepPair),
    faster: z.array(stepPair),
    statusChanged: z.array(stepPair),
    firstDivergence: z.looseObject({ stepsInCommon: count }).optional(),
    metadata: z.looseObject({ differences: z.array(z.looseObject({ path: words })) }),
    steps: z.array(z.looseObject({ depth: count })),
  })
  .openapi("TraceComparison");
const finding = z.looseObject({ kind: z.string() });

/** What the answers are, each by its name. */
export const schemas = {
  health: z.object({ status: z.literal("ok") }),
  features: z.object({
    live: z.enum(["redis", "process", "stored"]).optional(),
    journal: z.boolean(),
    htmlExport: z.boolean(),
  }),
  skills: z.object({
    from: moment,
    to: moment,
    skills: z.array(z.object({ skillName: z.string(), stats, trend: trend.optional() })),
  }),
  stats,
  steps: z.object({
    steps: z.array(
      z.object({
        stepName: z.string(),
        totalMs: ms,
        share: z.number(),
        count,
        failures: count,
        failureRate: share,
        ...durations,
      }),
    ),
  }),
  anomalies: z.looseObject({
    skillName: z.string(),
    judged: count,
    isComplete: z.boolean(),
    anomalies: z.array(z.object({ ...summaryShape, findings: z.array(finding) })),
  }),
  traces: z.object({ items: z.array(summary), nextCursor: z.string().optional() }),
  points: z.object({
    points: z.array(z.tuple([z.number(), ms, status, z.string(), z.string()])),
    isComplete: z.boolean(),
  }),
  running: z.object({
    journal: z.boolean(),
    traces: z.array(z.object({ trace: summary, stepCount: count, lastHeardAt: moment })),
  }),
  skeleton: z
    .object({
      trace: summary,
      metadata: z.record(z.string(), z.unknown()),
      stepCount: count,
      names: words,
      steps: z.object({
        name: z.array(count),
        id: z.array(count),
        parentId: z.array(count),
        startUs: z.array(z.number()),
        durationUs: z.array(z.number()),
        flags: z.array(count),
      }),
    })
    .openapi("TraceSkeleton"),
  step: z
    .looseObject({ name: z.string(), timestamp: z.string(), durationMs: z.number(), status: z.string() })
    .openapi("Step"),
  similar: z.object({
    failures: z.array(
      z.object({
        ...summaryShape,
        similarityScore: share,
        sharedTokens: words,
        questionTokens: words,
        failureTokens: words,
      }),
    ),
  }),
  explanation: z.object({
    trace: comparedTrace,
    failedStep: comparedStep.optional(),
    comparison: comparison.optional(),
    findings: z.array(finding),
    normal: z.looseObject({ runs: count, minRuns: count, isEnough: z.boolean() }),
  }),
  comparison,
  failures: z.object({ groups: z.array(group) }),
  storage: z.object({
    services: z.array(z.looseObject({ name: z.string(), isReached: z.boolean() })),
    examinations: z.array(z.looseObject({ name: z.string(), state: z.string(), summary: z.string() })),
    findings: z.array(
      z.looseObject({ code: z.string(), severity: z.string(), what: z.string(), fix: z.string() }),
    ),
    notes: z.array(z.looseObject({ about: z.string(), text: z.string() })),
    partitions: z.array(z.looseObject({ name: z.string(), tableBytes: z.number(), indexBytes: z.number() })),
    writer: z.record(z.string(), z.number()).optional(),
  }),
} as const;
