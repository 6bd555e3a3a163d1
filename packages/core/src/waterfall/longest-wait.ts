import type { CriticalPath } from "./critical-path.js";

/** A step, and how long the trace waited for it alone. */
export interface LongestWait {
  readonly row: number;
  /** Microseconds. */
  readonly us: number;
}

/** The step that holds most of the critical path, all its parts together; of two that hold as much, the first. `undefined` of an empty one. */
export function longestWait({ row, startUs, endUs }: CriticalPath): LongestWait | undefined {
  const waits = new Map<number, number>();
  row.forEach((one, part) => {
    waits.set(one, (waits.get(one) ?? 0) + (endUs[part] as number) - (startUs[part] as number));
  });
  let longest: LongestWait | undefined;
  for (const [one, us] of waits) if (us > (longest?.us ?? 0)) longest = { row: one, us };
  return longest;
}
