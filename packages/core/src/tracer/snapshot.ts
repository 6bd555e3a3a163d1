import { markTruncated } from "../codec/mark-truncated.js";
import { formatTimestamp } from "../codec/timestamp.js";
import { toMilliseconds, totalDurationMs } from "../model/durations.js";
import { orderSteps } from "../model/order-steps.js";
import type { Step } from "../model/step.js";
import type { StepState } from "../model/step-state.js";
import type { Trace } from "../model/trace.js";
import type { LiveTrace, TraceEnd } from "./live-trace.js";

const MICROS_PER_MS = 1000;

/** Ties a snapshot to its live trace, also across two copies of the package. */
const LIVE: unique symbol = Symbol.for("steptrace.live-trace");

/** A live trace as a value: running without `end`, finalized with it. */
export function snapshotTrace(live: LiveTrace, end: TraceEnd | undefined): Trace {
  const { traceId, skillName, executionId, startedAtMs } = live.start;
  const steps = orderSteps(
    live.steps.filter((step) => !step.isOpen).map((step) => snapshotStep(step, startedAtMs)),
  );
  const trace: Trace = {
    traceId,
    skillName,
    ...(executionId !== undefined && { executionId }),
    startedAt: new Date(startedAtMs),
    ...(end !== undefined && { completedAt: new Date(end.completedAtMs) }),
    status: end?.status ?? "running",
    steps,
    metadata: markTruncated({ ...live.metadata }, live.refused === 0 ? {} : { refused_steps: live.refused }),
    ...(end?.errorMessage !== undefined && { errorMessage: end.errorMessage }),
    ...(end !== undefined && { totalDurationMs: totalDurationMs(steps) }),
  };
  return Object.defineProperty(trace, LIVE, { value: live });
}

/** The live trace that a snapshot was taken of; `undefined` for any other trace, also for a copy of a snapshot. */
export function liveTraceOf(trace: Trace): LiveTrace | undefined {
  return (trace as { readonly [LIVE]?: LiveTrace })[LIVE];
}

/** An ended step as a value. */
export function snapshotStep(step: StepState, startedAtMs: number): Step {
  const durationUs = Math.max(0, step.durationUs);
  return {
    name: step.name,
    timestamp: formatTimestamp(startedAtMs * MICROS_PER_MS + step.startUs + durationUs),
    durationMs: toMilliseconds(durationUs),
    status: step.status,
    ...(step.errorMessage !== undefined && { errorMessage: step.errorMessage }),
    ...(step.id !== 0 && { id: step.id }),
    ...(step.parentId !== undefined && { parentId: step.parentId }),
    offsetUs: Math.max(0, step.startUs),
    durationUs,
    ...(step.attributes !== undefined && { attributes: { ...step.attributes } }),
    ...(step.interrupted && { interrupted: true }),
    ...((step.truncated || step.id === 0) && { truncated: true }),
  };
}
