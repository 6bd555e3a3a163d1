import { fromW3cTraceId, toW3cSpanId, toW3cTraceId } from "./w3c-ids.js";

const TRACEPARENT = /^[0-9a-f]{2}-([0-9a-f]{32})-([0-9a-f]{16})-[0-9a-f]{2}(?:-|$)/;

/** A step, as W3C Trace Context names it. */
export interface TraceparentParts {
  readonly traceId: string;
  readonly stepId: number;
}

/**
 * The `traceparent` that names a step; `undefined` where the trace id is no UUID.
 *
 * @see https://www.w3.org/TR/trace-context/#traceparent-header
 */
export function toTraceparent(traceId: string, stepId: number): string | undefined {
  const w3cTraceId = toW3cTraceId(traceId);
  return w3cTraceId && `00-${w3cTraceId}-${toW3cSpanId(stepId)}-01`;
}

/** What a `traceparent` names; `undefined` for text that is none, and for a parent that is no step id of ours. */
export function fromTraceparent(text: string): TraceparentParts | undefined {
  const [, w3cTraceId = "", spanId = ""] = TRACEPARENT.exec(text.trim()) ?? [];
  const traceId = fromW3cTraceId(w3cTraceId);
  const stepId = Number.parseInt(spanId, 16);
  if (traceId === undefined || !Number.isSafeInteger(stepId) || stepId < 1) return undefined;
  return { traceId, stepId };
}
