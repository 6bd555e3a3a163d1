import type { Counts } from "./counts.js";

/** The line that ends a run: `12 passed, 0 failed`, and `, 1 skipped` when some were. */
export function formatCounts({ passed, failed, skipped }: Counts): string {
  const line = `${passed} passed, ${failed} failed`;
  return skipped === 0 ? line : `${line}, ${skipped} skipped`;
}
