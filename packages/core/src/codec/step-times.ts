import type { StoredStep } from "./trace-row.js";

const MICROS_PER_MS = 1000;

/** What statistics take of a trace's steps, in their order. */
export interface StepTimes {
  readonly names: readonly string[];
  /** Microseconds that each took; of one that failed, less than 0: -1 for none, -2 for one of them, and so on. */
  readonly micros: readonly number[];
}

/** What statistics take of steps: flat, for thousands of traces may wait to be stored. */
export function stepTimes(steps: readonly StoredStep[]): StepTimes {
  const names: string[] = [];
  const micros: number[] = [];
  for (const { name, duration_us, duration_ms, status } of steps) {
    const took = Math.max(0, duration_us ?? duration_ms * MICROS_PER_MS);
    names.push(name);
    micros.push(status === "success" ? took : -1 - took);
  }
  return { names, micros };
}
