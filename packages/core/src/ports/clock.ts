/** Where a tracer takes the time from: the wall for when, a monotonic clock for how long. */
export interface Clock {
  /** Milliseconds since 1970-01-01T00:00:00Z. */
  now(): number;
  /** Milliseconds, with a fraction, since any fixed moment; never goes back, whatever is done to the wall clock. */
  monotonic(): number;
}

// Kept: the global is a getter, for which each step would pay a quarter of the price of its clock.
const { performance } = globalThis;

/** The platform's clocks. */
export const systemClock: Clock = {
  now: () => Date.now(),
  monotonic: () => performance.now(),
};
