import type { TraceItem } from "../api/queries.js";

/** Two lists as one, newest start first, each trace once: as `fresh` has it, where both do. */
export function mergeTraces(known: readonly TraceItem[], fresh: readonly TraceItem[]): readonly TraceItem[] {
  if (fresh.length === 0) return known;
  const freshIds = new Set(fresh.map(({ traceId }) => traceId));
  const merged = [...fresh, ...known.filter(({ traceId }) => !freshIds.has(traceId))];
  // Stable: of two that began together, the one that is told of last stands first.
  return merged.sort((a, b) => Date.parse(b.startedAt) - Date.parse(a.startedAt));
}
