// Imported: the global is a getter, and each step would pay a quarter of its clock for it.
import { performance } from "node:perf_hooks";

/** Where a tracer takes the time from: the wall for when, a monotonic clock for how long. */
export interface Clock {
  /** Milliseconds since 1970-01-01T00:00:00Z. */
  now(): number;
  /** Milliseconds, with a fraction, since any fixed moment; never goes back, whatever is done to the wall clock. */
  monotonic(): number;
}

/** The platform's clocks. */
export const systemClock: Clock = {
  now: () => Date.now(),
  monotonic: () => performance.now(),
};
