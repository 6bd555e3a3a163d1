/** How a command ended. */
export interface ChildOutcome {
  /** Absent where it could not be started. */
  readonly pid?: number | undefined;
  /** Why it could not be started; the platform's own error. */
  readonly startError?: NodeJS.ErrnoException;
  /** Absent where a signal ended it. */
  readonly exitCode?: number;
  /** The signal that ended it. */
  readonly signal?: NodeJS.Signals;
  /** The first signal that steptrace itself got while it ran. */
  readonly received?: NodeJS.Signals | undefined;
  /** Whether its time was up. */
  readonly timedOut: boolean;
  /** What it wrote to standard error that tells why it failed, if it did; empty where it said nothing. */
  readonly errorLines: readonly string[];
}
