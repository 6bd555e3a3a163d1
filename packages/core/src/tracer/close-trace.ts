import { InvalidArgumentError } from "../errors/invalid-argument-error.js";
import { TraceFinalizedError } from "../errors/trace-finalized-error.js";
import { totalDurationMs } from "../model/durations.js";
import { type FinalStatus, requireFinalStatus } from "../model/status.js";
import type { Step } from "../model/step.js";
import type { Trace } from "../model/trace.js";
import type { FinalizeOptions } from "../ports/trace-sink.js";
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
  return live === undefined
    ? completeTrace(trace, finalStatus, options, nowMs)
    : (live.close(finalStatus, options.errorMessage) as FinalTrace);
}

function completeTrace(
  trace: Trace,
  status: FinalStatus,
  options: FinalizeOptions,
  nowMs: number,
): FinalTrace {
  const traceId = requireId("traceId", trace.traceId);
  requireText("skillName", trace.skillName);
  requireRecord("metadata", trace.metadata);
  const startedAt = requireDate("startedAt", trace.startedAt);
  if (!Array.isArray(trace.steps)) throw new InvalidArgumentError("steps", "an array of steps", trace.steps);
  trace.steps.forEach(requireStep);
  if (trace.status !== "running" && trace.status !== status) {
    throw new TraceFinalizedError(traceId, trace.status, `it cannot be finalized as '${status}'`);
  }
  const { errorMessage: known, ...rest } = trace;
  const errorMessage = known ?? firstFailure(trace.steps) ?? options.errorMessage;
  return {
    ...rest,
    status,
    completedAt: trace.completedAt ?? new Date(Math.max(nowMs, startedAt.getTime())),
    totalDurationMs: trace.totalDurationMs ?? totalDurationMs(trace.steps),
    ...(status !== "success" && errorMessage !== undefined && { errorMessage }),
  };
}

/** The message of the step that failed first: ISO timestamps order as their text does. */
function firstFailure(steps: readonly Step[]): string | undefined {
  const failed = steps.filter((step) => step.status === "failed" && step.errorMessage !== undefined);
  return failed.reduce<Step | undefined>(
    (first, step) => (first && first.timestamp <= step.timestamp ? first : step),
    undefined,
  )?.errorMessage;
}

function requireStep(step: Step, index: number): void {
  const place = `steps[${index}]`;
  requireRecord(place, step);
  requireText(`${place}.name`, step.name);
  requireText(`${place}.timestamp`, step.timestamp);
  if (!Number.isFinite(step.durationMs) || step.durationMs < 0) {
    throw new InvalidArgumentError(`${place}.durationMs`, "a finite number, 0 or more", step.durationMs);
  }
}
