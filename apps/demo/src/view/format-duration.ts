const MS_PER_SECOND = 1000;

/** Milliseconds in the unit that suits them: `0.4 ms`, `12 ms`, `1.24 s`. */
export function formatDuration(ms: number): string {
  if (ms < 9.95) return `${Number(ms.toFixed(1))} ms`;
  if (ms < MS_PER_SECOND - 0.5) return `${Math.round(ms)} ms`;
  return `${(ms / MS_PER_SECOND).toFixed(2)} s`;
}
