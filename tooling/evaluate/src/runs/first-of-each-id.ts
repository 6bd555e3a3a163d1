import type { Trace } from "@steptrace/core";

/** The traces without those whose id one before them has; in their order. */
export function firstOfEachId(traces: readonly Trace[]): readonly Trace[] {
  const seen = new Set<string>();
  return traces.filter(({ traceId }) => !seen.has(traceId) && seen.add(traceId));
}
