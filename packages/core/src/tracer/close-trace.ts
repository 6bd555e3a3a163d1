import { InvalidArgumentError } from "../errors/invalid-argument-error.js";
import { TraceFinalizedError } from "../errors/trace-finalized-error.js";
import { capMilliseconds, totalDurationMs } from "../model/durations.js";
import { type FinalStatus, requireFinalStatus, requireStepStatus } from "../model/status.js";
import type { Step } from "../model/step.js";
import type { Trace } from "../model/trace.js";
import type { FinalizeOptions } from "../ports/trace-sink.js";
import { messageText } from "../text/message-text.js";
import { requireRecord } from "../validation/require-record.js";
import { requireId, requireText } from "../validation/require-text.js";
import { requireDate } from "../validation/require-time-range.js";
import { liveTraceOf } from "./snapshot.js";

/** A trace that is closed: what a store commits. */
export interface FinalTrace extends Trace {
  readonly status: FinalStatus;
  readonly completedAt: Date;
  readonly totalDurationMs: number;
}

/**
 * Closes a trace; the first half of every `finalizeTrace`. Of a snapshot, its live trace is closed, and what is
 * returned holds the steps up to now, not those of the snapshot. A trace from elsewhere (decoded, imported, built by
 * hand) is checked and completed as it stands.
 *
 * @param nowMs milliseconds since 1970; the completion time of a trace from elsewhere that has none
 * @throws {InvalidStatusError} unless the status is final
 * @throws {TraceFinalizedError} where it is closed already, with another status
 * @throws {InvalidArgumentError} for what is no trace
 */
export function closeTrace(
  trace: Trace,
  status: FinalStatus,
  options: FinalizeOptions,
  nowMs: number,
): FinalTrace {
  const finalStatus = requireFinalStatus(status);
  const live = liveTraceOf(requireRecord("trace", trace) as unknown as Trace);
  const errorMessage = messageText(options.errorMessage);
  return live === undefined
    ? completeTrace(trace, finalStatus, errorMessage, nowMs)
    : (live.close(finalStatus, errorMessage) as FinalTrace);
}

function completeTrace(
  trace: Trace,
  status: FinalStatus,
  given: string | undefined,
  nowMs: number,
): FinalTrace {
  const { traceId, startedAt } = requireTrace(trace);
  if (trace.status !== "running" && trace.status !== status) {
    throw new TraceFinalizedError(traceId, trace.status, `it cannot be finalized as '${status}'`);
  }
  const { errorMessage: known, ...rest } = trace;
  const errorMessage = known ?? firstFailure(trace.steps) ?? given;
  return {
    ...rest,
    status,
    completedAt: trace.completedAt ?? new Date(Math.max(nowMs, startedAt.getTime())),
    totalDurationMs: capMilliseconds(trace.totalDurationMs ?? totalDurationMs(trace.steps)),
    ...(status !== "success" && errorMessage !== undefined && { errorMessage }),
  };
}

/** The message of the step that failed first: ISO timestamps order as their text does. */
export function firstFailure(steps: readonly Step[]): string | undefined {
  const failed = steps.filter((step) => step.status === "failed" && step.errorMessage !== undefined);
  return failed.reduce<Step | undefined>(
    (first, step) => (first && first.timestamp <= step.timestamp ? first : step),
    undefined,
  )?.errorMessage;
}

function requireTrace(trace: Trace): Trace {
  requireId("traceId", trace.traceId);
  requireText("skillName", trace.skillName);
  if (trace.executionId !== undefined) requireId("executionId", trace.executionId);
  requireDate("startedAt", trace.startedAt);
  if (trace.completedAt !== undefined) requireDate("completedAt", trace.completedAt);
  if (trace.totalDurationMs !== undefined) requireDuration("totalDurationMs", trace.totalDurationMs);
  requireRecord("metadata", trace.metadata);
  requireMessage("errorMessage", trace.errorMessage);
  if (!Array.isArray(trace.steps)) throw new InvalidArgumentError("steps", "an array of steps", trace.steps);
  trace.steps.forEach(requireStep);
  return trace;
}

function requireStep(step: Step, index: number): void {
  const place = `steps[${index}]`;
  requireRecord(place, step);
  requireText(`${place}.name`, step.name);
  requireText(`${place}.timestamp`, step.timestamp);
  requireDuration(`${place}.durationMs`, step.durationMs);
  if (step.durationUs !== undefined) requireDuration(`${place}.durationUs`, step.durationUs);
  requireStepStatus(step.status);
  requireMessage(`${place}.errorMessage`, step.errorMessage);
  if (step.attributes !== undefined) requireRecord(`${place}.attributes`, step.attributes);
}

function requireDuration(argument: string, value: number): void {
  if (Number.isFinite(value) && value >= 0) return;
  throw new InvalidArgumentError(argument, "a finite number, 0 or more", value);
}

function requireMessage(argument: string, value: string | undefined): void {
  if (value === undefined || typeof value === "string") return;
  throw new InvalidArgumentError(argument, "a string", value);
}
