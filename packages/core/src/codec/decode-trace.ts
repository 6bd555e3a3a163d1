import type { StepStatus, TraceStatus } from "../model/status.js";
import type { Step } from "../model/step.js";
import type { Trace } from "../model/trace.js";
import { isRecord } from "../validation/is-record.js";
import { withZone } from "./timestamp.js";
import type { TraceRow } from "./trace-row.js";

type Fields = Readonly<Record<string, unknown>>;

/**
 * A stored row as a trace. Rows of other writers are read as far as they go: what is missing is absent, a step that
 * is no object is left out, metadata that is no object becomes `{ value: … }`.
 */
export function decodeTrace(row: TraceRow): Trace {
  const startedAt = new Date(withZone(row.started_at));
  return {
    traceId: row.trace_id,
    skillName: row.skill_name,
    ...(row.execution_id !== null && { executionId: row.execution_id }),
    startedAt,
    ...(row.completed_at !== null && { completedAt: new Date(withZone(row.completed_at)) }),
    status: (row.status ?? "running") as TraceStatus,
    steps: decodeSteps(row.steps, row.started_at),
    metadata: decodeMetadata(row.metadata),
    ...(row.error_message !== null && { errorMessage: row.error_message }),
    ...(row.total_duration_ms !== null && { totalDurationMs: row.total_duration_ms }),
  };
}

function decodeMetadata(json: string | null): Fields {
  const value: unknown = json === null ? null : JSON.parse(json);
  if (value === null) return {};
  return isRecord(value) ? value : { value };
}

function decodeSteps(json: string | null, startedAt: string): readonly Step[] {
  const value: unknown = json === null ? [] : JSON.parse(json);
  return Array.isArray(value) ? value.filter(isRecord).map((step) => decodeStep(step, startedAt)) : [];
}

function decodeStep(step: Fields, startedAt: string): Step {
  const text = (key: string): string | undefined => (typeof step[key] === "string" ? step[key] : undefined);
  const number = (key: string): number | undefined =>
    Number.isFinite(step[key]) ? Number(step[key]) : undefined;
  const duration = (key: string): number | undefined => {
    const value = number(key);
    return value === undefined ? undefined : Math.max(0, value);
  };
  const errorMessage = text("error_message");
  const id = number("id");
  const parentId = number("parent_id");
  const offsetUs = number("offset_us");
  const durationUs = duration("duration_us");
  const attributes = step["attributes"];
  return {
    name: text("name") ?? "",
    timestamp: withZone(text("timestamp") ?? startedAt),
    durationMs: Math.round(duration("duration_ms") ?? (durationUs ?? 0) / 1000),
    status: decodeStatus(step["status"]),
    ...(errorMessage !== undefined && { errorMessage }),
    ...(id !== undefined && { id }),
    ...(parentId !== undefined && { parentId }),
    ...(offsetUs !== undefined && { offsetUs }),
    ...(durationUs !== undefined && { durationUs }),
    ...(isRecord(attributes) && { attributes }),
    ...(step["interrupted"] === true && { interrupted: true }),
    ...(step["truncated"] === true && { truncated: true }),
  };
}

/** A word that the specification does not know is no success. */
function decodeStatus(status: unknown): StepStatus {
  return status === undefined || status === "success" ? "success" : "failed";
}
