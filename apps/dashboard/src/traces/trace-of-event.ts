import type { LiveEvent } from "@steptrace/server/client";
import type { TraceItem } from "../api/queries.js";

/** A finalized trace as a line of a list, from what was said of it; `undefined` for what is no end of a trace. */
export function traceOfEvent(event: LiveEvent): TraceItem | undefined {
  if (event.kind !== "finalized") return undefined;
  const { traceId, skillName, executionId, startedAt, at, status, totalDurationMs, errorMessage } = event;
  return {
    traceId,
    skillName,
    startedAt,
    completedAt: at,
    totalDurationMs,
    status,
    ...(executionId !== undefined && { executionId }),
    ...(errorMessage !== undefined && { errorMessage }),
  };
}
