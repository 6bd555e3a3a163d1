import { type Limits, resolveLimits } from "../model/limits.js";
import type { Step } from "../model/step.js";
import type { StepState } from "../model/step-state.js";
import type { FinalTrace } from "../tracer/close-trace.js";
import { intentEntry, joinEntries, metadataEntry, startEntry, stepEntry } from "./encode-journal.js";

const MICROS_PER_MS = 1000;

/**
 * A finished trace as the only text of a closed journal: what recovery stores when it could not be stored itself. Of a trace
 * from elsewhere, steps that lack an id or a start get one.
 */
export function spilledText(trace: FinalTrace, limits?: Limits): string {
  const { attributesBytes, metadataBytes } = resolveLimits(limits);
  const { traceId, skillName, executionId, startedAt, completedAt, status, errorMessage, metadata } = trace;
  const intent = {
    status,
    completedAtMs: completedAt.getTime(),
    errorMessage,
    refusedSteps: 0,
    inTransaction: false,
  };
  return joinEntries([
    startEntry({ traceId, skillName, executionId, startedAtMs: startedAt.getTime() }),
    metadataEntry(metadata, metadataBytes),
    ...statesOf(trace).map((step) => stepEntry(step, attributesBytes)),
    intentEntry(intent),
  ]);
}

function statesOf({ steps, startedAt }: FinalTrace): readonly StepState[] {
  const ids = new Set(steps.map(({ id }) => id));
  const areNumbered = ids.size === steps.length && !ids.has(undefined);
  return steps.map((step, index) => {
    const state = stateOf(step, startedAt.getTime());
    return areNumbered ? state : { ...state, id: index + 1, parentId: undefined };
  });
}

function stateOf(step: Step, startedAtMs: number): StepState {
  const durationUs = step.durationUs ?? Math.round(step.durationMs * MICROS_PER_MS);
  return {
    name: step.name,
    id: step.id ?? 0,
    parentId: step.parentId,
    startUs: step.offsetUs ?? startFrom(step.timestamp, startedAtMs, durationUs),
    durationUs,
    status: step.status,
    errorMessage: step.errorMessage,
    attributes: step.attributes,
    interrupted: step.interrupted ?? false,
    truncated: step.truncated ?? false,
  };
}

/** By the end of the step, to the millisecond. */
function startFrom(timestamp: string, startedAtMs: number, durationUs: number): number {
  const endUs = (Date.parse(timestamp) - startedAtMs) * MICROS_PER_MS;
  return Number.isFinite(endUs) ? Math.max(0, endUs - durationUs) : 0;
}
