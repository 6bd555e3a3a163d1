import { orderSteps } from "../model/order-steps.js";
import type { Step } from "../model/step.js";
import { OPEN, type StepState } from "../model/step-state.js";
import type { Trace } from "../model/trace.js";
import { snapshotStep } from "../tracer/snapshot.js";
import { ownMetadata } from "./own-metadata.js";
import type { JournaledTrace } from "./read-journal.js";

const MICROS_PER_MS = 1000;

/**
 * A trace that runs in some process, as its journal knows it: its steps so far, those that still run marked `running`, as
 * long as they have taken by now.
 *
 * @param nowMs milliseconds since 1970
 */
export function runningTrace(journal: JournaledTrace, nowMs: number): Trace {
  const { traceId, skillName, executionId, startedAtMs, metadata, steps } = journal;
  const elapsedUs = (nowMs - startedAtMs) * MICROS_PER_MS;
  return {
    traceId,
    skillName,
    ...(executionId !== undefined && { executionId }),
    startedAt: new Date(startedAtMs),
    status: "running",
    steps: orderSteps(steps.map((step) => stepSoFar(step, elapsedUs, startedAtMs))),
    metadata: ownMetadata(metadata),
  };
}

function stepSoFar(step: StepState, elapsedUs: number, startedAtMs: number): Step {
  if (step.durationUs !== OPEN) return snapshotStep(step, startedAtMs);
  const durationUs = Math.max(0, elapsedUs - step.startUs);
  return { ...snapshotStep({ ...step, durationUs }, startedAtMs), running: true };
}
