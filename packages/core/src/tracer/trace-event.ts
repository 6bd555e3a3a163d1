import type { JournalStart } from "../journal/encode-journal.js";
import type { Mutable } from "../model/mutable.js";
import { OPEN, type StepState } from "../model/step-state.js";
import type { LiveStep, TraceEvent } from "../ports/trace-events.js";
import { cutToBytes } from "../text/cut-text.js";
import type { FinalTrace } from "./close-trace.js";

const MICROS_PER_MS = 1000;
const MESSAGE_BYTES = 1024;

/** That a trace has started. */
export function startedEvent({ traceId, skillName, executionId, startedAtMs }: JournalStart): TraceEvent {
  const at = new Date(startedAtMs);
  return { kind: "started", traceId, skillName, ...(executionId !== undefined && { executionId }), at };
}

/** That a step has started, or ended. */
export function stepEvent({ traceId, skillName, startedAtMs }: JournalStart, step: StepState): TraceEvent {
  const isOpen = step.durationUs === OPEN;
  const momentUs = isOpen ? step.startUs : step.startUs + step.durationUs;
  const at = new Date(startedAtMs + momentUs / MICROS_PER_MS);
  return { kind: isOpen ? "step-started" : "step-ended", traceId, skillName, at, step: liveStep(step) };
}

/** What is told of a trace that has ended. */
export type EndedTrace = Omit<FinalTrace, "metadata" | "steps">;

/** That a trace is committed; for what tells of traces, or finds them stored. Of its error message, the first kilobyte. */
export function finalizedEvent(trace: EndedTrace): TraceEvent {
  const { traceId, skillName, executionId, startedAt, completedAt, status, totalDurationMs, errorMessage } =
    trace;
  return {
    kind: "finalized",
    traceId,
    skillName,
    ...(executionId !== undefined && { executionId }),
    startedAt,
    at: completedAt,
    status,
    totalDurationMs,
    ...(errorMessage !== undefined && { errorMessage: cutToBytes(errorMessage, MESSAGE_BYTES) }),
  };
}

function liveStep(step: StepState): LiveStep {
  const live: Mutable<LiveStep> = { id: step.id, name: step.name, offsetUs: Math.max(0, step.startUs) };
  if (step.parentId !== undefined) live.parentId = step.parentId;
  if (step.durationUs === OPEN) return live;
  live.durationUs = step.durationUs;
  live.status = step.status;
  if (step.errorMessage !== undefined) live.errorMessage = cutToBytes(step.errorMessage, MESSAGE_BYTES);
  return live;
}
