import type { TraceSummary } from "@steptrace/query";
import type { TracePoint } from "../contract/answers.js";

/** A trace as a point of a plot; none where it has not ended. */
export function pointOf({
  startedAt,
  totalDurationMs,
  status,
  traceId,
  skillName,
}: TraceSummary): readonly TracePoint[] {
  return totalDurationMs === undefined
    ? []
    : [[startedAt.getTime(), totalDurationMs, status, traceId, skillName]];
}
