import type { TracePoint } from "@steptrace/server/client";

/** Those that took longest, the longest first; of two that took as long, the one that stands first. */
export function slowestPoints(points: readonly TracePoint[], most: number): readonly TracePoint[] {
  return [...points].sort((a, b) => b[1] - a[1]).slice(0, most);
}
