import { COLUMN_LENGTH, DEFAULT_LIMITS, type Limits } from "../model/limits.js";
import type { Mutable } from "../model/mutable.js";
import type { Step } from "../model/step.js";
import type { Trace } from "../model/trace.js";
import { cleanText } from "../text/clean-text.js";
import { cutToLength } from "../text/cut-text.js";
import { storableText } from "../text/storable-text.js";
import { utf8Length } from "../text/utf8-length.js";
import { markTruncated } from "./mark-truncated.js";
import { type SanitizedRecord, sanitizeRecord } from "./sanitize-value.js";
import { stepTimes } from "./step-times.js";
import { formatDate, withoutZone } from "./timestamp.js";
import type { CountableRow, StoredStep, TraceRow } from "./trace-row.js";

/** Of each failure at least the first words, however many there are. */
const MIN_MESSAGE_BYTES = 1024;

/**
 * A trace as the row that is stored: every text clean, everything within the limits, what was cut marked
 * (`truncated` in the step; in `metadata.truncated`, what was cut of the trace itself).
 * `decodeTrace(encodeTrace(trace))` equals the trace wherever nothing had to be cleaned or cut.
 */
export function encodeTrace(trace: Trace, limits: Required<Limits> = DEFAULT_LIMITS): TraceRow {
  return encodeRow(trace, encodeSteps(trace.steps, limits), limits);
}

/**
 * As {@link encodeTrace}, with what statistics take of the steps: unless the row may give way to its owner's, and so
 * cannot be counted for good.
 */
export function encodeCountable(trace: Trace, limits: Required<Limits>): CountableRow {
  const steps = encodeSteps(trace.steps, limits);
  const row = encodeRow(trace, steps, limits);
  return trace.metadata["interrupted"] === true ? row : { ...row, stepTimes: stepTimes(steps) };
}

function encodeRow(trace: Trace, steps: readonly StoredStep[], limits: Required<Limits>): TraceRow {
  const cut: Record<string, true> = {};
  const text = (name: string, value: string, maxLength: number): string => {
    const kept = cutToLength(value, maxLength);
    if (kept.length < value.length) cut[name] = true;
    return cleanText(kept);
  };
  const skillName = text("skill_name", trace.skillName, limits.nameLength);
  const executionId =
    trace.executionId === undefined ? null : text("execution_id", trace.executionId, COLUMN_LENGTH);
  if (trace.steps.length > limits.stepsPerTrace) cut["steps"] = true;
  const message = trace.errorMessage;
  const errorMessage = message === undefined ? null : storableText(message, limits.errorMessageBytes);
  if (message !== undefined && errorMessage !== null && errorMessage.length < message.length)
    cut["error_message"] = true;
  return {
    trace_id: trace.traceId,
    started_at: formatDate(trace.startedAt),
    skill_name: skillName,
    completed_at: trace.completedAt === undefined ? null : formatDate(trace.completedAt),
    total_duration_ms: trace.totalDurationMs ?? null,
    status: trace.status,
    steps: JSON.stringify(steps),
    error_message: errorMessage,
    metadata: JSON.stringify(encodeMetadata(trace.metadata, cut, limits)),
    execution_id: executionId,
    step_names: steps.map(({ name }) => name),
  };
}

function encodeMetadata(
  metadata: object,
  cut: Readonly<Record<string, true>>,
  limits: Required<Limits>,
): object {
  const { value, truncated } = sanitizeRecord(metadata, limits.metadataBytes);
  return markTruncated(value, truncated ? { ...cut, metadata: true } : cut);
}

function encodeSteps(steps: readonly Step[], limits: Required<Limits>): readonly StoredStep[] {
  let attributesLeft = limits.traceAttributesBytes;
  let messagesLeft = limits.traceErrorMessagesBytes;
  return steps.slice(0, limits.stepsPerTrace).map((step) => {
    const attributes =
      step.attributes && sanitizeRecord(step.attributes, Math.min(limits.attributesBytes, attributesLeft));
    attributesLeft -= attributes?.bytes ?? 0;
    const message =
      step.errorMessage === undefined
        ? undefined
        : storableText(
            step.errorMessage,
            Math.min(limits.errorMessageBytes, Math.max(messagesLeft, MIN_MESSAGE_BYTES)),
          );
    messagesLeft -= message === undefined ? 0 : utf8Length(message);
    return encodeStep(step, attributes, message, limits);
  });
}

/** Its keys in the order in which jsonb keeps them, by length and then by bytes: what is in order already need not be sorted. */
function encodeStep(
  step: Step,
  attributes: SanitizedRecord | undefined,
  message: string | undefined,
  limits: Required<Limits>,
): StoredStep {
  const name = storableText(step.name, limits.stepNameBytes);
  const truncated =
    step.truncated === true ||
    attributes?.truncated === true ||
    name.length < step.name.length ||
    (message?.length ?? 0) < (step.errorMessage?.length ?? 0);
  const stored = {} as Mutable<StoredStep>;
  if (step.id !== undefined) stored.id = step.id;
  stored.name = name;
  stored.status = step.status;
  if (step.offsetUs !== undefined) stored.offset_us = step.offsetUs;
  if (step.parentId !== undefined) stored.parent_id = step.parentId;
  stored.timestamp = withoutZone(step.timestamp);
  if (truncated) stored.truncated = true;
  if (attributes !== undefined) stored.attributes = attributes.value;
  stored.duration_ms = Math.round(step.durationMs);
  if (step.durationUs !== undefined) stored.duration_us = step.durationUs;
  if (step.interrupted === true) stored.interrupted = true;
  if (message !== undefined) stored.error_message = message;
  return stored;
}
