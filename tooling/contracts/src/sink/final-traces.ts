import { randomUUID } from "node:crypto";
import { type FinalTrace, formatTimestamp, type Step, type Trace, uuidV7 } from "@steptrace/core";
import fc from "fast-check";

const MICROS_PER_MS = 1000;
const MAX_INTEGER = 2_147_483_647;
const DAY_US = 86_400_000_000;

/**
 * Traces that are finalized and valid, and hold nothing that a store has to clean or cut: what `getTrace` gives back
 * has to equal them. Every one has an id of its own: a UUIDv7 of its start, or one that another system might make.
 */
export function finalTraces(): fc.Arbitrary<FinalTrace> {
  return fc.record({ trace: traces, foreignId: fc.option(clean(40), { nil: undefined }) }).map(
    // Not generated but made: a value that is tried again while shrinking must not meet its own row.
    ({ trace, foreignId }) => ({
      ...trace,
      traceId: foreignId === undefined ? uuidV7(trace.startedAt.getTime()) : `${randomUUID()}${foreignId}`,
    }),
  );
}

/** Any characters but NUL and lone surrogates. */
function clean(maxLength: number): fc.Arbitrary<string> {
  return fc.string({ unit: "binary", maxLength }).map((text) => text.replaceAll("\u0000", ""));
}

function nonBlank(maxLength: number): fc.Arbitrary<string> {
  return clean(maxLength).filter((text) => text.trim() !== "");
}

/** Objects as JSON gives them: without -0, which JSON writes as 0. */
const payload: fc.Arbitrary<Readonly<Record<string, unknown>>> = fc
  .dictionary(
    clean(10).filter((key) => key !== "truncated"),
    fc.jsonValue({ maxDepth: 3, stringUnit: "grapheme" }),
    { maxKeys: 5 },
  )
  .map((value) => JSON.parse(JSON.stringify(value)));

/** What of a step does not depend on the others. */
const rawStep = fc.record({
  name: nonBlank(60),
  isFailed: fc.boolean(),
  errorMessage: fc.option(clean(60), { nil: undefined }),
  offsetUs: fc.integer({ min: 0, max: DAY_US }),
  durationUs: fc.integer({ min: 0, max: DAY_US }),
  parent: fc.option(fc.nat(), { nil: undefined }),
  attributes: fc.option(payload, { nil: undefined }),
  interrupted: fc.boolean(),
});
type RawStep = typeof rawStep extends fc.Arbitrary<infer T> ? T : never;

const rawTrace = fc.record({
  skillName: nonBlank(100),
  executionId: fc.option(nonBlank(100), { nil: undefined }),
  startedAt: fc.date({
    min: new Date("2025-11-01T00:00:00.000Z"),
    max: new Date("2026-01-31T23:59:59.999Z"),
    noInvalidDate: true,
  }),
  tookMs: fc.nat(DAY_US / MICROS_PER_MS),
  status: fc.constantFrom("success", "failed", "timeout"),
  steps: fc.array(rawStep, { maxLength: 8 }),
  metadata: payload,
  errorMessage: fc.option(clean(100), { nil: undefined }),
  totalDurationMs: fc.nat(MAX_INTEGER),
});

const traces: fc.Arbitrary<FinalTrace> = rawTrace.map((raw) => {
  const { executionId, startedAt, tookMs, status, metadata, totalDurationMs } = raw;
  const steps = raw.steps
    .toSorted((a, b) => a.offsetUs - b.offsetUs)
    .map((step, index) => toStep(step, index, startedAt));
  const errorMessage = status === "success" ? undefined : (raw.errorMessage ?? firstMessage(steps));
  return {
    traceId: "",
    skillName: raw.skillName,
    ...(executionId !== undefined && { executionId }),
    startedAt,
    completedAt: new Date(startedAt.getTime() + tookMs),
    status,
    steps,
    metadata,
    ...(errorMessage !== undefined && { errorMessage }),
    totalDurationMs,
  } as const;
});

function toStep(raw: RawStep, index: number, startedAt: Date): Step {
  const { name, isFailed, errorMessage, offsetUs, durationUs, parent, attributes, interrupted } = raw;
  return {
    name,
    timestamp: formatTimestamp(startedAt.getTime() * MICROS_PER_MS + offsetUs + durationUs),
    durationMs: Math.round(durationUs / MICROS_PER_MS),
    status: isFailed ? "failed" : "success",
    ...(isFailed && errorMessage !== undefined && { errorMessage }),
    id: index + 1,
    ...(parent !== undefined && index > 0 && { parentId: 1 + (parent % index) }),
    offsetUs,
    durationUs,
    ...(attributes !== undefined && { attributes }),
    ...(isFailed && interrupted && { interrupted: true }),
  };
}

/** Any message will do where a step has one: a store then need not look for it. */
function firstMessage(steps: Trace["steps"]): string | undefined {
  return steps.find((step) => step.errorMessage !== undefined)?.errorMessage;
}
