/** How the tests of a run ended. */
export interface Counts {
  readonly passed: number;
  /** Failed tests, files that could not be run, and errors outside of any test. */
  readonly failed: number;
  readonly skipped: number;
}
