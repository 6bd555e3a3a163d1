import type { FailureExplanation, Trace } from "@steptrace/core";
import type { TraceStorage } from "@steptrace/postgres-store";
import type { FailureGroup, SimilarFailure, SkillStats, TraceQuery, TraceSummary } from "@steptrace/query";

const NEWEST = 10;
const GROUPS = 4;
const SIMILAR = 5;
/** Other skills fail in the same way as this one. */
const TELLING = "load-config";

/** What the store knows. */
export interface Report {
  readonly newest: readonly TraceSummary[];
  /** Absent where nothing is stored. */
  readonly slowest: Trace | undefined;
  readonly skills: readonly SkillStats[];
  /** The largest. */
  readonly groups: readonly FailureGroup[];
  /** Absent where none was found. */
  readonly failure: FailureReport | undefined;
}

/** A failure, what was otherwise in it, and others like it. */
export interface FailureReport {
  readonly trace: TraceSummary;
  readonly explanation: FailureExplanation | undefined;
  readonly similar: readonly SimilarFailure[];
}

/** Asks the store, of this run and of all before it. */
export async function readReport(query: TraceQuery, storage: TraceStorage): Promise<Report> {
  const [slowest] = await query.slowest({ limit: 1 });
  const { items } = await query.searchTraces({ skillName: TELLING, status: "failed", limit: 1 });
  const [failure] = items;
  return {
    newest: await query.listTraces({ limit: NEWEST }),
    slowest: slowest && (await storage.getTrace(slowest.traceId)),
    skills: await query.skillStats(),
    groups: await query.failureGroups({ limit: GROUPS }),
    failure: failure && (await readFailure(query, failure)),
  };
}

async function readFailure(query: TraceQuery, trace: TraceSummary): Promise<FailureReport> {
  return {
    trace,
    explanation: await query.explainFailure(trace.traceId),
    similar: (await query.findFailuresLike(trace.traceId, { limit: SIMILAR })) ?? [],
  };
}
