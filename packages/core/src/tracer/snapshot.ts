import { markTruncated } from "../codec/mark-truncated.js";
import { formatTimestamp } from "../codec/timestamp.js";
import { ownMetadata } from "../journal/own-metadata.js";
import { toMilliseconds, totalDurationMs } from "../model/durations.js";
import type { Mutable } from "../model/mutable.js";
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
    metadata: markTruncated(
      ownMetadata({ ...live.metadata }),
      live.refused === 0 ? {} : { refused_steps: live.refused },
    ),
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
  const value: Mutable<Step> = {
    name: step.name,
    timestamp: formatTimestamp(startedAtMs * MICROS_PER_MS + step.startUs + durationUs),
    durationMs: toMilliseconds(durationUs),
    status: step.status,
  };
  if (step.errorMessage !== undefined) value.errorMessage = step.errorMessage;
  if (step.id !== 0) value.id = step.id;
  if (step.parentId !== undefined) value.parentId = step.parentId;
  value.offsetUs = Math.max(0, step.startUs);
  value.durationUs = durationUs;
  if (step.attributes !== undefined) value.attributes = { ...step.attributes };
  if (step.interrupted) value.interrupted = true;
  if (step.truncated || step.id === 0) value.truncated = true;
  return value;
}
