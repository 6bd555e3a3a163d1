import { sanitizeRecord } from "../codec/sanitize-value.js";
import type { FinalStatus } from "../model/status.js";
import type { StepState } from "../model/step-state.js";

/*
 * An entry of a journal is a JSON array whose first item says what it is:
 *
 *   ["t", traceId, skillName, executionId | null, startedAtMs]   that the trace runs
 *   ["m", metadata]                                              all metadata that its owner has set
 *   ["j", firstStepId, metadata]                                 all that a joined process has set, which its first id names
 *   ["s", id, parentId | 0, startUs, durationUs | -1, failed: 0 | 1, name, errorMessage?, attributes?, marks?]
 *                                                                all of a step; marks: 1 interrupted, 2 truncated
 *   ["x"]                                                        that a bound was met: steps may be missing from here on
 *   ["i", status, completedAtMs, errorMessage | null, refusedSteps, inTransaction: 0 | 1]
 *                                                                that it is closed, and about to be committed
 *
 * Each says a whole state and not a change, and the last word on the trace, its metadata and each step counts: an entry
 * may come twice, and a journal may begin anew. Of a key of metadata that several set, the last change counts.
 */

/** What a trace is when it starts, but for its metadata: these have an entry of their own. */
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
  /** Whether a transaction of the application's own decides if the trace is stored: then recovery does not. */
  readonly inTransaction: boolean;
}

export function startEntry({ traceId, skillName, executionId, startedAtMs }: JournalStart): string {
  return JSON.stringify(["t", traceId, skillName, executionId ?? null, startedAtMs]);
}

/** @param maxBytes the limit of metadata */
export function metadataEntry(metadata: object, maxBytes: number): string {
  return `["m",${JSON.stringify(sanitizeRecord(metadata, maxBytes).value)}]`;
}

/**
 * @param firstStepId of the joined process
 * @param maxBytes the limit of metadata
 */
export function joinedMetadataEntry(firstStepId: number, metadata: object, maxBytes: number): string {
  return `["j",${firstStepId},${JSON.stringify(sanitizeRecord(metadata, maxBytes).value)}]`;
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
    intent.inTransaction ? 1 : 0,
  ]);
}

/** Several entries as one text. */
export function joinEntries(entries: readonly string[]): string {
  return `[${entries.join(",")}]`;
}
