const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;
const NIL = "00000000-0000-0000-0000-000000000000";
const W3C_TRACE_ID = /^[0-9a-f]{32}$/;
const SPAN_ID_DIGITS = 16;

/**
 * The W3C trace id with the 16 bytes of a UUID: 32 lower-case hex digits; `undefined` where the trace id is no
 * UUID, or is the all-zero one, which W3C calls invalid.
 *
 * @see https://www.w3.org/TR/trace-context/#trace-id
 */
export function toW3cTraceId(traceId: string): string | undefined {
  return UUID.test(traceId) && traceId !== NIL ? traceId.replaceAll("-", "").toLowerCase() : undefined;
}

/** The UUID with the 16 bytes of a W3C trace id; `undefined` for text that is none, and for the all-zero id, which W3C calls invalid. */
export function fromW3cTraceId(w3cTraceId: string): string | undefined {
  if (!W3C_TRACE_ID.test(w3cTraceId) || /^0+$/.test(w3cTraceId)) return undefined;
  return w3cTraceId.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, "$1-$2-$3-$4-$5");
}

/**
 * The W3C parent id (span id) of a step: its small id as 16 hex digits. Step ids start at 1, so none is all-zero.
 *
 * @see https://www.w3.org/TR/trace-context/#parent-id
 */
export function toW3cSpanId(stepId: number): string {
  return stepId.toString(16).padStart(SPAN_ID_DIGITS, "0");
}
