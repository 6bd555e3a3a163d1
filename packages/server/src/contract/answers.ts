import type { StepColumns, Trace, TraceEvent, TraceStatus } from "@steptrace/core";
import type { Diagnosis } from "@steptrace/operations";
import type { StorageStats } from "@steptrace/postgres-store";
import type {
  AnomalyReport,
  FailureGroup,
  SimilarFailure,
  SkillStats,
  SkillTrend,
  StepStats,
  TracePage,
  TraceSummary,
} from "@steptrace/query";
import type { Wire } from "./wire.js";

/** What the server that is asked can do. */
export interface FeaturesAnswer {
  /** Where live events come from; absent where there are none. */
  readonly live?: LiveSource;
  /** Whether running traces can be seen, step by step: there is a journal. */
  readonly journal: boolean;
  /** Whether a trace can be had as a file that shows it. */
  readonly htmlExport: boolean;
}

/** Where live events come from: through Redis of any process, from this process alone, or of stored traces only. */
export type LiveSource = "redis" | "process" | "stored";

export interface SkillsAnswer {
  readonly from: string;
  readonly to: string;
  /** The one with the most traces first. */
  readonly skills: readonly SkillOverview[];
}

export interface SkillOverview {
  readonly skillName: string;
  readonly stats: Wire<SkillStats>;
  /** Beside the time of the same length before. */
  readonly trend?: Wire<SkillTrend>;
}

export interface StepsAnswer {
  readonly steps: readonly Wire<StepStats>[];
}

export type StatsAnswer = Wire<SkillStats>;
export type AnomaliesAnswer = Wire<AnomalyReport>;
export type TracesAnswer = Wire<TracePage>;

/** A trace as a point: when it started (milliseconds since 1970), milliseconds that it took, how it ended, its id, its skill. */
export type TracePoint = readonly [
  startedAt: number,
  durationMs: number,
  status: TraceStatus,
  traceId: string,
  skillName: string,
];

export interface PointsAnswer {
  /** Newest first; of finalized traces. */
  readonly points: readonly TracePoint[];
  /** Whether these are all. */
  readonly isComplete: boolean;
}

export interface RunningAnswer {
  /** Whether there is a journal to know it from. */
  readonly journal: boolean;
  readonly traces: readonly RunningSummary[];
}

export interface RunningSummary {
  readonly trace: Wire<TraceSummary>;
  readonly stepCount: number;
  readonly lastHeardAt: string;
}

/** A trace without what its steps say: fifty thousand of them are some megabytes. */
export interface TraceSkeleton {
  readonly trace: Wire<TraceSummary>;
  readonly metadata: Trace["metadata"];
  readonly stepCount: number;
  /** The names of the steps, each once. */
  readonly names: readonly string[];
  /** In the order of the trace, column by column. */
  readonly steps: Readonly<Record<keyof StepColumns, readonly number[]>>;
}

export interface SimilarAnswer {
  /** The most similar first. */
  readonly failures: readonly Wire<SimilarFailure>[];
}

export interface FailuresAnswer {
  readonly groups: readonly Wire<FailureGroup>[];
}

export interface StorageAnswer extends Wire<Diagnosis> {
  /** The counters of this process's own writer; absent where it writes nothing. */
  readonly writer?: StorageStats;
}

/** An event, as a message of the live events holds a list of them. */
export type LiveEvent = Wire<TraceEvent>;

/** What went wrong, as `application/problem+json`. @see RFC 9457 */
export interface Problem {
  readonly type: string;
  readonly title: string;
  readonly status: number;
  /** What happened, what was expected, what to do. */
  readonly detail: string;
}
