import { sanitizeRecord } from "../codec/sanitize-value.js";
import type { FinalStatus } from "../model/status.js";
import type { StepState } from "../model/step-state.js";

/*
 * An entry of a journal is a JSON array whose first item says what it is:
 *
 *   ["t", traceId, skillName, executionId | null, startedAtMs]   that the trace runs
 *   ["m", metadata]                                              all of its metadata
 *   ["s", id, parentId | 0, startUs, durationUs | -1, failed: 0 | 1, name, errorMessage?, attributes?, marks?]
 *                                                                all of a step; marks: 1 interrupted, 2 truncated
 *   ["x"]                                                        that a bound was met: steps may be missing from here on
 *   ["i", status, completedAtMs, errorMessage | null, refusedSteps]
 *                                                                that it is closed, and about to be committed
 *
 * Each says a whole state and not a change, and the last word on the trace, its metadata and each step counts: an entry
 * may come twice, and a journal may begin anew.
 */

/** What a trace is when it starts, as its journal says it. */
export interface JournalStart {
  readonly traceId: string;
  readonly skillName: string;
  readonly executionId: string | undefined;
  /** Milliseconds since 1970. */
  readonly startedAtMs: number;
}

/** How a trace was about to end, as its journal says it. */
export interface JournalIntent {
  readonly status: FinalStatus;
  /** Milliseconds since 1970. */
  readonly completedAtMs: number;
  readonly errorMessage: string | undefined;
  /** Steps that the trace refused. */
  readonly refusedSteps: number;
}

export function startEntry({ traceId, skillName, executionId, startedAtMs }: JournalStart): string {
  return JSON.stringify(["t", traceId, skillName, executionId ?? null, startedAtMs]);
}

/** @param maxBytes the limit of metadata */
export function metadataEntry(metadata: object, maxBytes: number): string {
  return `["m",${JSON.stringify(sanitizeRecord(metadata, maxBytes).value)}]`;
}

/**
 * Put together by hand: each step comes by here twice, and most have nothing but numbers and a name.
 *
 * @param maxBytes the limit of a step's attributes
 */
export function stepEntry(step: StepState, maxBytes: number): string {
  const { id, parentId = 0, startUs, durationUs, name } = step;
  const failed = step.status === "failed" ? 1 : 0;
  const known = `["s",${id},${parentId},${startUs},${durationUs},${failed},${JSON.stringify(name)}`;
  const marks = (step.interrupted ? 1 : 0) + (step.truncated ? 2 : 0);
  if (step.errorMessage === undefined && step.attributes === undefined && marks === 0) return `${known}]`;
  const message = JSON.stringify(step.errorMessage ?? null);
  if (step.attributes === undefined) return `${known},${message},null,${marks}]`;
  const { value, truncated } = sanitizeRecord(step.attributes, maxBytes);
  return `${known},${message},${JSON.stringify(value)},${truncated ? marks | 2 : marks}]`;
}

export function fullEntry(): string {
  return '["x"]';
}

export function intentEntry(intent: JournalIntent): string {
  return JSON.stringify([
    "i",
    intent.status,
    intent.completedAtMs,
    intent.errorMessage ?? null,
    intent.refusedSteps,
  ]);
}

/** Several entries as one text. */
export function joinEntries(entries: readonly string[]): string {
  return `[${entries.join(",")}]`;
}
