/** How many, how many failed, and how long they took, as a view of statistics shows them; milliseconds, absent without any. */
export interface ListedFigures {
  readonly count: number;
  readonly failures: number;
  /** From 0 to 1. */
  readonly failureRate: number;
  readonly p50Ms?: number;
  readonly p90Ms?: number;
  readonly p95Ms?: number;
  readonly p99Ms?: number;
  readonly minMs?: number;
  readonly maxMs?: number;
  readonly meanMs?: number;
}

/** A time in a series; what is absent had no traces. */
export type ListedBucket = Pick<ListedFigures, "count" | "failures" | "p95Ms"> | undefined;

/** The statistics of a skill. */
export interface ListedStats extends ListedFigures {
  readonly skillName: string;
  readonly timeouts: number;
  readonly perHour: number;
  /** Of times of equal length, oldest first. */
  readonly columns: readonly ListedBucket[];
  /** How many took from so long to so long. */
  readonly histogram?: readonly { readonly from: number; readonly to: number; readonly count: number }[];
}

/** The statistics of the steps of a name. */
export interface ListedStep extends ListedFigures {
  readonly stepName: string;
  /** Of the time of all traces, from 0 on. */
  readonly share: number;
}
