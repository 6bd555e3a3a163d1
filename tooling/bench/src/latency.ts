import { percentile } from "@steptrace/core";

const US_PER_MS = 1000;

/** The 95th percentile of the time that one operation takes, one after another; in microseconds. */
export function p95Latency(operations: number, act: (index: number) => Promise<unknown>): Promise<number> {
  return latency(95, operations, act);
}

/** A percentile of the time that one operation takes, one after another; in microseconds. */
export async function latency(
  percent: number,
  operations: number,
  act: (index: number) => Promise<unknown>,
): Promise<number> {
  const times: number[] = [];
  for (let index = 0; index < operations; index += 1) {
    const started = performance.now();
    await act(index);
    times.push((performance.now() - started) * US_PER_MS);
  }
  return percentile(times, percent) ?? Number.NaN;
}
