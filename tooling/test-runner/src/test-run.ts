import type { Counts } from "./counts.js";
import type { Failure } from "./failure.js";

/** How a run of the tests ended. */
export interface TestRun {
  readonly counts: Counts;
  readonly failures: readonly Failure[];
}

/** A run that came to no test, or to no end. */
export function failedRun(message: string): TestRun {
  return { counts: { passed: 0, failed: 1, skipped: 0 }, failures: [{ message }] };
}
