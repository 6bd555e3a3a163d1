/** What a workload asks of a library. */
export interface Library {
  /** Records a trace of finished steps, and ends it; resolves when the library has done with it, as far as it says so. */
  recordTrace(steps: readonly string[]): Promise<void>;
  /** Starts a trace that does not end. */
  startUnfinished(): Promise<void>;
  /** Records a finished step of that trace. */
  recordStep(step: string): void;
  /** Resolves when the library says that it has everything. */
  untilSafe(): Promise<void>;
  /** What the library documents for the end of a process. */
  shutdown(): Promise<void>;
}
