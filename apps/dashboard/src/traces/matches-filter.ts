import type { TraceItem } from "../api/queries.js";
import type { TraceFilter } from "../api/trace-filter.js";

/** Whether a filter lets a trace through; `undefined` where that takes more than its summary: its metadata, or its texts. */
export function matchesFilter(trace: TraceItem, filter: TraceFilter): boolean | undefined {
  const { skill, status, executionId, minDuration, maxDuration, metadata, text } = filter;
  const duration = trace.totalDurationMs;
  if (skill !== undefined && trace.skillName !== skill) return false;
  if (status !== undefined && trace.status !== status) return false;
  if (executionId !== undefined && trace.executionId !== executionId) return false;
  if (minDuration !== undefined && !(duration !== undefined && duration >= minDuration)) return false;
  if (maxDuration !== undefined && !(duration !== undefined && duration <= maxDuration)) return false;
  return metadata === undefined && text === undefined ? true : undefined;
}
