import type { Trace } from "@steptrace/core";

/** The columns, in the order of {@link PlainRow.values}. */
export const COLUMNS =
  "trace_id, started_at, skill_name, completed_at, total_duration_ms, status, steps, error_message, metadata, execution_id";

/** A finished trace as a program would hold it that writes the table by hand; its JSON is yet to be made. */
export type PlainRow = readonly (string | number | null | object)[];

/** Such a row, of a trace that was recorded. */
export function plainRow(trace: Trace): PlainRow {
  const { traceId, startedAt, skillName, steps, metadata } = trace;
  const stored = steps.map((step) => ({
    name: step.name,
    timestamp: step.timestamp.slice(0, -1),
    duration_ms: step.durationMs,
    status: step.status,
    id: step.id,
    offset_us: step.offsetUs,
    duration_us: step.durationUs,
    attributes: step.attributes,
  }));
  const time = startedAt.toISOString();
  return [traceId, time, skillName, time, 10, "success", stored, null, metadata, null];
}

/** A value as text, its JSON made now. */
export function textOf(value: PlainRow[number]): string | null {
  if (value === null) return null;
  return typeof value === "object" ? JSON.stringify(value) : String(value);
}
