import type { ViewTraceOptions } from "./view-trace-options.js";

/** Says how many are left out. */
export function moreText(count: number, { moreHint }: ViewTraceOptions): string {
  return `… and ${count} more${moreHint === undefined ? "" : ` (${moreHint})`}`;
}
